# What is wrong with the file as text: its bytes, its encoding, how its lines are cut.

finding-empty-file = The file is empty. It must hold the names of the columns on its first line, and one row below for each object.
    .title = Empty file
finding-not-text = { $what ->
        [spreadsheet] This file is a spreadsheet, not a text. Open it in your spreadsheet program and save it as CSV (UTF-8).
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
