//! Accounts.

use super::row;

row! {
    /// An account, deleted or not. Neither the password nor its hash is read, only whether there is one.
    UserRow, "users" from "{user} u" => user {
        /// Moodle's id.
        id: u64 = "u.id",
        /// Login name. Of a deleted account: its address, or its login name with `@unknownemail.invalid`, then a point and the second of the deletion.
        username: String = "u.username",
        /// Whether it was deleted.
        deleted: bool = "u.deleted",
        /// Whether it is suspended.
        suspended: bool = "u.suspended",
        /// Authentication method.
        auth: String = "u.auth",
        /// External identifier.
        idnumber: String = "u.idnumber",
        /// Address. Of a deleted account: the MD5 (hex) of its login name.
        email: String = "u.email",
        /// First name.
        firstname: String = "u.firstname",
        /// Last name.
        lastname: String = "u.lastname",
        /// Institution.
        institution: String = "u.institution",
        /// Department.
        department: String = "u.department",
        /// City.
        city: String = "u.city",
        /// Two letters of ISO 3166-1.
        country: String = "u.country",
        /// Language code.
        lang: String = "u.lang",
        /// IANA name; `99`: the site's.
        timezone: String = "u.timezone",
        /// A telephone number.
        phone1: String = "u.phone1",
        /// Another.
        phone2: String = "u.phone2",
        /// Postal address.
        address: String = "u.address",
        /// Description, HTML.
        description: String = "u.description" or "''",
        /// Who sees the address: 0 nobody, 1 everybody, 2 people of the same course.
        maildisplay: i64 = "u.maildisplay",
        /// How forum mails are put together: 0 not at all, 1 in full, 2 subjects only.
        maildigest: i64 = "u.maildigest",
        /// Mails as text (0) or HTML (1).
        mailformat: i64 = "u.mailformat",
        /// Whether answering subscribes to a discussion.
        autosubscribe: i64 = "u.autosubscribe",
        /// Whether unread posts are marked.
        trackforums: i64 = "u.trackforums",
        /// Number of the network host.
        mnethostid: i64 = "u.mnethostid",
        /// Id of the picture's file; 0 when none.
        picture: i64 = "u.picture",
        /// Whether there is a password of the account's own. An account of the database that may not see the column says yes.
        has_password: bool = "CASE WHEN u.password IN ('', 'not cached', 'to be generated', 'restored') THEN 0 ELSE 1 END" or "1",
    }
}

row! {
    /// A custom profile field.
    ProfileFieldRow, "profile_fields" from "{user_info_field} f" => profile_field {
        /// Moodle's id.
        id: u64 = "f.id",
        /// Short name.
        shortname: String = "f.shortname",
        /// Type: `text`, `menu`, `checkbox`, `datetime`, `social`…
        datatype: String = "f.datatype",
        /// Value of accounts that have none of their own.
        defaultdata: String = "f.defaultdata",
        /// Of a `social` field: which one (`icq`, `url`…).
        param1: String = "f.param1",
    }
}

row! {
    /// The value of a custom profile field of an account.
    ProfileValueRow, "profile_values" from "{user_info_data} d" => profile_value {
        /// Moodle's id.
        id: u64 = "d.id",
        /// Id of the account.
        user: u64 = "d.userid",
        /// Id of the field.
        field: u64 = "d.fieldid",
        /// The value: a moment in Unix seconds, a checkbox as `0` or `1`.
        data: String = "d.data",
    }
}

row! {
    /// A preference of an account that says something of how it logs in.
    PreferenceRow, "preferences" from "{user_preferences} p"
        where "p.name IN ('auth_forcepasswordchange', 'create_password', 'local_toolsync_password')" => preference {
        /// Moodle's id.
        id: u64 = "p.id",
        /// Id of the account.
        user: u64 = "p.userid",
        /// Its name.
        name: String = "p.name",
        /// Its value.
        value: String = "p.value",
    }
}
