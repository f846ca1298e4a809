# Lists of accounts to delete and to suspend: kinds, columns, findings.

kind-user_suspensions = User suspensions
    .explanation = Accounts to suspend, or to let in again. A suspended person cannot log in; nothing of the account is lost.
kind-user_deletions = User deletions
    .explanation = Accounts to delete, with their enrolments, roles, groups and cohorts.

column-user_suspensions-id = Moodle’s number
    .explanation = The number of the account in Moodle, where the settings identify accounts by it.
column-user_suspensions-username = Login name
    .explanation = The login name. It names the person where the settings’ own identifier is absent or empty.
column-user_suspensions-idnumber = Identification number
    .explanation = The external identifier of the account. If it is not the identifier of the settings, it is only compared.
column-user_suspensions-email = E-mail address
    .explanation = The address of the account. If it is not the identifier of the settings, it is only compared.
column-user_suspensions-suspended = Suspended
    .explanation = 1 or empty: the account is suspended. 0: the person can log in again.
column-user_deletions-id = Moodle’s number
    .explanation = The number of the account in Moodle, where the settings identify accounts by it.
column-user_deletions-username = Login name
    .explanation = The login name. It names the person where the settings’ own identifier is absent or empty.
column-user_deletions-idnumber = Identification number
    .explanation = The external identifier of the account. If it is not the identifier of the settings, it is only compared.
column-user_deletions-email = E-mail address
    .explanation = The address of the account. If it is not the identifier of the settings, it is only compared.
column-user_deletions-deleted = Deleted
    .explanation = 1 or empty: the account is deleted. 0: it stays.

finding-already-deleted = The account “{ $value }” is deleted already. Nothing is left to do.
    .title = Accounts already deleted
finding-account-protected = The account “{ $value }” is protected: no file deletes or suspends the guest account, a site administrator, or the account by which Toolsync works. Take the row out.
    .title = Protected accounts
finding-identifiers-disagree = “{ $value }” does not belong to the account that { $by ->
        [id] the number (id)
        [idnumber] the idnumber
        [email] the e-mail address
       *[username] the login name
    } names. Correct the one or the other, or empty this cell.
    .title = Identifiers of two different accounts
finding-suspension-is-gentler = Deleting an account takes its enrolments, roles, groups and cohorts away; bringing the account back does not bring those back. A suspension (file of user suspensions) shuts the person out, keeps everything, and can be lifted.
    .title = Suspend instead of deleting?

help-already-deleted = The account exists no more, so the row does nothing. Running the same file again gives this for every row.
    .mend = Nothing.
help-account-protected = Without this account the site, or Toolsync itself, would not work any more, or nobody could administer it.
    .mend = Take the row out. If it must be, do it in Moodle by hand.
help-identifiers-disagree = The row gives several identifiers, and they belong to different accounts. The columns may have been shifted against each other.
    .mend = Correct the identifier that is wrong, or give only one.
help-suspension-is-gentler = A deletion cannot be undone in full. Where people may come back, suspend them.
    .mend = Nothing, if the accounts are to go. Otherwise use a file of user suspensions.
