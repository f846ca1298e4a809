# What is wrong with one cell. The column and the line are shown beside the message.

finding-required-empty = The column { $column } must be filled in every row. Write a value.
    .title = Required value missing
finding-surrounding-spaces = There are spaces before or after the value. They are left out.
    .title = Spaces around a value
finding-control-character = The value holds an invisible character ({ $character }), often brought in by copy and paste. Delete it, or type the value again.
    .title = Invisible character
finding-mojibake = “{ $value }” looks like a text whose accents were damaged by a change of encoding. It was probably “{ $repaired }”.
    .title = Damaged accents
finding-too-long = The text has { $length } characters; Moodle keeps { $max } at most. Shorten it.
    .title = Text too long
finding-not-integer = “{ $value }” is not a whole number. Use digits only, such as 12.
    .title = Not a whole number
finding-out-of-range = { $side ->
        [low] { $value } is too small: the smallest number allowed is { $min }.
       *[high] { $value } is too large: the largest number allowed is { $max }.
    }
    .title = Number out of range
finding-not-boolean = “{ $value }” is neither 0 nor 1. Write 1 for yes, 0 for no.
    .title = Neither 0 nor 1
finding-not-in-list = “{ $value }” is not an allowed value. Choose one of: { $allowed }.
    .title = Value not allowed
finding-bad-date = { $doubt ->
        [yes] “{ $value }” can be { $first } or { $second }. Write year-month-day, so that there is no doubt.
       *[no] “{ $value }” cannot be read as a date. Write year-month-day, such as 2024-09-01, or 2024-09-01 08:00.
    }
    .title = Unclear or wrong date
finding-period-reversed = The end ({ $value }) is not after the start ({ $start }). Correct one of the two dates.
    .title = Period ends before it starts
finding-bad-email = “{ $value }” is not an e-mail address. Write it like name@example.org, without spaces or accents.
    .title = Wrong e-mail address
finding-bad-username = The login name “{ $value }” holds characters that Moodle refuses: { $characters }. Use lower-case letters, digits and the signs - _ . @ only.
    .title = Wrong login name
finding-username-case = The login name “{ $value }” has capitals. Moodle keeps it as “{ $lower }”.
    .title = Capitals in a login name
finding-bad-country = “{ $value }” is not a country code. Write the two letters of ISO 3166, such as FR or GB.
    .title = Wrong country
finding-bad-language = “{ $value }” is not a Moodle language code. Write it like en, fr or fr_ca.
    .title = Wrong language
finding-bad-timezone = “{ $value }” is not a time zone. Write a name such as Europe/Paris, or 99 for the zone of the site.
    .title = Wrong time zone
finding-bad-url = “{ $value }” is not a web address. It begins with https:// or http://.
    .title = Wrong web address
finding-empty-category-level = The category path “{ $value }” has an empty level. Write the names one after the other, with one / between them.
    .title = Empty level in a category path
finding-category-separator = “{ $value }” is read as the name of one category. If it is a path, separate the levels with / instead of { $sign }.
    .title = Category path without /
