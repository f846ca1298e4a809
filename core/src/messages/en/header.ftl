# What is wrong with the header, the first line that holds the names of the columns.

finding-unknown-kind = { $nearest ->
        [none] The first line holds no column name that Toolsync knows. It must name the columns of one of these kinds of file: { $kinds }.
        [accounts] The first line names people, and does not tell what is to become of them. Choose the kind of file: user_suspensions or user_deletions. Or add the column suspended, or deleted, with 1 on each row.
       *[other] The first line does not name the columns of any kind of file ({ $kinds }). The nearest kind is { $nearest }. Check the names, or choose the kind.
    }
    .title = Unknown kind of file
finding-wrong-separator = The columns of this file are separated by another sign ({ $separator }) than the one in use. Read the file with that separator.
    .title = Wrong separator
finding-missing-column = The column { $column } is missing. Add it to the first line, and fill it in each row.
    .title = Missing column
finding-unknown-column = { $meant ->
        [none] The column { $column } does not exist in this kind of file. Correct its name or delete it.
       *[other] The column { $column } does not exist in this kind of file. Did you mean { $meant }?
    }
    .title = Unknown column
finding-ignored-column = { $named ->
        [no] Column number { $position } has no name. It is passed over.
       *[yes] The column { $column } does not exist in this kind of file. It is passed over.
    }
    .title = Column passed over
finding-retired-column = The column { $column } belongs to older versions and no longer has a meaning. Delete it.
    .title = Column of older versions
finding-duplicate-column = The column { $column } appears twice. Keep one of the two.
    .title = Column twice
finding-unnamed-column = Column number { $position } has no name. Name it or delete it.
    .title = Column without a name
finding-column-case = The column { $column } is written { $name }, in lower case. It is accepted here; tool_sync would refuse it.
    .title = Capitals in a column name
finding-orphan-column = The column { $column } means nothing without { $partner }, which is missing. It is passed over. Add { $partner }, or delete { $column }.
    .title = Column without its partner
finding-number-gap = The column { $column } comes without { $missing }. It is read here; tool_sync would stop before it.
    .title = Number left out
finding-no-rows = The file has a header and no row. Add at least one row below the names of the columns.
    .title = No rows
