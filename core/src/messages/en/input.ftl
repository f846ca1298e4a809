# What is wrong with the file as text: its bytes, its encoding, how its lines are cut.

finding-empty-file = The file is empty. It must hold the names of the columns on its first line, and one row below for each object.
    .title = Empty file
finding-not-text = { $what ->
        [spreadsheet] This workbook has an old form (.xls, .xlsb), or is protected by a password. Save it as .xlsx or .ods, without a password, and open that one.
        [archive] This file is an archive. Unpack it and take the CSV file inside.
        [document] This file is a document, not a table. Save the table as CSV (UTF-8).
       *[picture] This file is a picture, not a text. Choose the CSV file.
    }
    .title = Not a text file
finding-encoding-recognised = The file is not written in UTF-8. It is read as { $encoding }. Check a few accents; choose another encoding if they are wrong.
    .title = Encoding recognised
finding-undecodable-bytes = Some characters of this line cannot be read in the encoding of the file. Choose another encoding, or correct the line and save the file as UTF-8.
    .title = Unreadable characters
finding-nul-byte = The line holds a NUL byte, which no text has. The file may be damaged: delete the byte, or export the file again.
    .title = NUL byte
finding-stray-quote = A quotation mark (") on this line has no counterpart, or text follows it. The line was read without quoting. Close the quotation, or double every mark inside it ("").
    .title = Stray quotation mark
finding-record-too-long = The row is longer than { $limit } bytes and was not read. A quotation mark may never be closed, or the lines may not end as they should.
    .title = Row too long
finding-cell-count = The row has { $found } cells where the header has { $expected } columns. Look for a separator that is missing, or one inside a value; put values that hold a separator in quotation marks.
    .title = Wrong number of cells
finding-row-like-comment = The line begins like a comment of tool_sync, which would pass over it. It is read as a row here. To make it a comment, begin it with #.
    .title = Row that looks like a comment
finding-blank-row = All cells of this row are empty. It is passed over.
    .title = Blank row

# What is wrong with the file as a workbook of spreadsheets, and what spreadsheets leave in cells.

finding-workbook-damaged = This workbook cannot be read. It may be damaged, cut short on its way, or protected by a password. Open it in your spreadsheet program, and save it again without a password (.xlsx or .ods).
    .title = Workbook that cannot be read
finding-workbook-too-large = { $what ->
        [rows] The sheet has more than { $limit } rows.
        [columns] The first row of the sheet, or another one, goes beyond { $limit } columns.
        [text] The sheet holds more than { $limit } bytes of text.
       *[part] A part of the workbook is larger than { $limit } bytes once it is unpacked.
    } It is not read. Delete what does not belong to the list, or save the list as CSV.
    .title = Workbook too large
finding-sheet-unknown = The workbook has no sheet “{ $sheet }”. It has { $sheets }.
    .title = No such sheet
finding-sheet-read = The sheet “{ $sheet }” is read. Not read: { $others }.
    .title = Sheet that is read
finding-rows-hidden = { $form ->
        [one] This row is hidden in the sheet. It is read as all others.
       *[other] The { $count } rows from here to row { $last } are hidden in the sheet. They are read as all others.
    } Delete rows that should not be executed; hiding or filtering them is not enough.
    .title = Hidden rows
finding-cells-merged = The cells { $cells } are merged. Their value counts for the first cell only; the others are empty. Split them, and write the value where it belongs.
    .title = Merged cells
finding-number-rounded = The number { $value } has more digits than spreadsheets keep: the last ones may have become zeros. Format the column as text, and enter the number again.
    .title = Number that may have lost digits
finding-cell-error = The cell shows the error { $value } of a spreadsheet instead of a value. Mend the formula, or write the value itself.
    .title = Error of a spreadsheet
finding-formula-text = The cell holds the formula { $value } instead of its result. Open the file in your spreadsheet program and save it, or write the value itself.
    .title = Formula instead of a value
