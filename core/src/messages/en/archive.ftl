# What is wrong with a ZIP archive and its entries. $entry: path of the entry in the archive; $found, $limit: bytes, or a number of entries.

finding-archive-damaged = This file is not a ZIP archive, or it is damaged or was cut short. Make the archive again, and check that it opens on your computer.
    .title = Damaged archive
finding-archive-too-large = { $what ->
        [entries] The archive has { $found } entries; at most { $limit } are allowed. Split it into several archives.
       *[bytes] The archive has more than { $limit } bytes. Split it into several archives.
    }
    .title = Archive too large
finding-entry-path-unsafe = { $how ->
        [traversal] The path “{ $entry }” climbs out of the archive (..), as in an attack.
        [absolute] The path “{ $entry }” names a place on a computer instead of one in the archive.
        [control] The path “{ $entry }” holds a control character.
       *[empty] A file in the archive has no name.
    } The file was not read. Make the archive again from a folder of your own.
    .title = Paths that lead elsewhere
finding-entry-is-link = “{ $entry }” is a link to another file, which is not in the archive. Put the file itself in its place.
    .title = Links instead of files
finding-entry-encrypted = “{ $entry }” is protected by a password and cannot be read. Make the archive again without a password.
    .title = Files protected by a password
finding-entry-unreadable = { $why ->
        [method] “{ $entry }” is compressed by a method that is not read here: { $method }. Make the archive again as a plain ZIP archive.
        [overlap] “{ $entry }” shares its bytes with another file of the archive, as in an attack. Make the archive again.
       *[damaged] “{ $entry }” is damaged and cannot be read. Make the archive again.
    }
    .title = Unreadable files in the archive
finding-entry-too-large = { $which ->
        [ratio] “{ $entry }” would become { $found } bytes, far more than its place in the archive lets one expect ({ $limit }).
        [total] Unpacked, the files of the archive would have more than { $limit } bytes; “{ $entry }” and what follows were not read.
       *[entry] “{ $entry }” would become { $found } bytes; at most { $limit } are allowed.
    } Make the file smaller, or put it in another archive.
    .title = Files too large
finding-duplicate-entry = “{ $entry }” is in the archive twice: number { $first } has the same path. Take one of the two out.
    .title = Files in the archive twice
finding-entry-name-encoding = The name of “{ $entry }” is written in an unknown encoding, and its letters are a guess. Check the accents; if they are wrong, rename the file without accents.
    .title = Names in an unknown encoding
finding-entry-passed-over = “{ $entry }” was put into the archive by the computer for itself. It is passed over.
    .title = Files of the system
