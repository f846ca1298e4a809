# Archives of user pictures. $entry: path of the file in the archive; $value: what its name says of its owner.

finding-no-pictures = The archive holds no picture. Put the pictures into it, each named after the person it shows, such as P-0042.jpg.
    .title = Archive without pictures
finding-not-a-picture = { $what ->
        [webp] “{ $entry }” is a WebP picture, which Moodle does not take. Save it as JPEG or PNG.
        [heic] “{ $entry }” is a HEIC or AVIF picture, as telephones make them, which Moodle does not take. Save it as JPEG or PNG.
        [bmp] “{ $entry }” is a BMP picture, which Moodle does not take. Save it as JPEG or PNG.
        [tiff] “{ $entry }” is a TIFF picture, which Moodle does not take. Save it as JPEG or PNG.
        [svg] “{ $entry }” is a drawing (SVG), which Moodle does not take. Save it as JPEG or PNG.
        [damaged] “{ $entry }” begins like a picture and is damaged. Save it again.
       *[other] “{ $entry }” is no picture. Take it out of the archive, or put a JPEG, PNG or GIF picture in its place.
    }
    .title = Files that are no usable pictures
finding-picture-too-large = “{ $entry }” has { $width } × { $height } points; at most { $limit } million are allowed. Save it smaller: 512 × 512 is all that Moodle shows.
    .title = Pictures too large
finding-picture-ending = “{ $entry }” is a { $format } picture in spite of its name. It is taken as what it is.
    .title = Endings that do not fit the picture
finding-second-picture = “{ $entry }” is another picture of “{ $value }” than “{ $other }” (number { $first }). One person has one picture: take one of the two out.
    .title = Several pictures of one person
finding-picture-kept = The person “{ $value }” has a picture already, and the settings keep it (userpictures_overwrite).
    .title = Pictures that stay as they are
finding-no-checksum-field = This site has no profile field { $field } to keep the checksums of pictures in. Pictures may be sent again although they did not change. Ask the administrator of the site to create the field (text area, locked, not visible).
    .title = No place for checksums

operation-set-picture = { $replaces ->
        [yes] Replaces the picture of { $user }
       *[no] Gives { $user } a picture
    }

kind-pictures = User pictures
    .explanation = ZIP archives of pictures, each named after the person it shows.

column-pictures-picture = Picture
    .explanation = Path of the picture in the archive.
column-pictures-user = Person
    .explanation = Name of the file without its ending: the id, idnumber, login name or e-mail address of the person, as the settings say.
column-pictures-format = Format
    .explanation = What the picture is by its content: png, jpeg or gif.
column-pictures-width = Width
    .explanation = Width in points.
column-pictures-height = Height
    .explanation = Height in points.
column-pictures-bytes = Size
    .explanation = Size of the file in bytes.
column-pictures-md5 = Checksum
    .explanation = MD5 checksum of the file; a picture whose checksum did not change is not sent again.

plan-without-picture = { $all ->
        [yes] Everybody has a picture then
       *[no] Still without a picture: { $count }
    }
