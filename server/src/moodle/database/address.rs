//! Where the database is.

use std::str::FromStr;

use sqlx::ConnectOptions as _;
use sqlx::mysql::MySqlConnectOptions;
use sqlx::postgres::PgConnectOptions;
use url::Url;

/// The prefix of Moodle's tables when the address names none.
const PREFIX: &str = "mdl_";

/// Why an address is none. It is not repeated: it holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "that is no address of a database: {0}; write postgres://user:password@host:port/database?prefix=mdl_ (or mysql://…)"
)]
pub struct InvalidAddress(&'static str);

/// The address of Moodle's database: `postgres://user:password@host:port/database`, or `mysql://…` or `mariadb://…` likewise. What follows a question
/// mark: `prefix=` (that of Moodle's tables, `mdl_` unless said otherwise), `writable=yes` (the account may be one that can write), and what the
/// driver understands (`sslmode`, `socket`…).
#[derive(Clone)]
pub struct Address {
    /// Server, account, password, database.
    pub server: Server,
    /// What the names of Moodle's tables begin with; may be empty.
    pub prefix: String,
    /// Whether the account may be one that can write.
    pub writable: bool,
}

/// How a server is reached.
#[derive(Clone)]
pub enum Server {
    /// PostgreSQL.
    Postgres(PgConnectOptions),
    /// MariaDB or MySQL.
    MySql(MySqlConnectOptions),
}

impl FromStr for Address {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let mut url = Url::parse(text.trim()).map_err(|_| InvalidAddress("it cannot be read"))?;
        let mut prefix = PREFIX.to_owned();
        let mut writable = false;
        let mut others = Vec::new();
        for (name, value) in url.query_pairs().into_owned() {
            match name.as_str() {
                "prefix" => prefix = value,
                "writable" => match value.as_str() {
                    "yes" => writable = true,
                    "no" => writable = false,
                    _ => return Err(InvalidAddress("writable is yes or no")),
                },
                _ => others.push((name, value)),
            }
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !prefix.chars().all(plain) || prefix.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(InvalidAddress("a prefix is of letters, digits and _"));
        }
        url.set_query(None);
        if !others.is_empty() {
            url.query_pairs_mut().extend_pairs(others);
        }
        if url.path().trim_matches('/').is_empty() {
            return Err(InvalidAddress("it names no database"));
        }
        let unusable = |_| InvalidAddress("the server's driver does not understand it");
        let server = match url.scheme() {
            "postgres" | "postgresql" => {
                let options = PgConnectOptions::from_url(&url).map_err(unusable)?;
                Server::Postgres(options.disable_statement_logging())
            }
            "mysql" | "mariadb" => {
                let options = MySqlConnectOptions::from_url(&url).map_err(unusable)?;
                Server::MySql(options.disable_statement_logging())
            }
            _ => {
                return Err(InvalidAddress(
                    "it begins with none of the kinds known here",
                ));
            }
        };
        Ok(Self {
            server,
            prefix,
            writable,
        })
    }
}

/// Without the password, the account and the host.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let server = match self.server {
            Server::Postgres(_) => "postgres",
            Server::MySql(_) => "mysql",
        };
        f.debug_struct("Address")
            .field("server", &server)
            .field("prefix", &self.prefix)
            .field("writable", &self.writable)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_prefix_and_tells_no_secret() {
        let address: Address = "postgres://reader:se%40cret@db.example.org:5433/moodle"
            .parse()
            .unwrap();
        assert_eq!(address.prefix, "mdl_");
        assert!(!address.writable);
        let shown = format!("{address:?}");
        assert!(
            !shown.contains("cret") && !shown.contains("example"),
            "{shown}"
        );
        let Server::Postgres(options) = address.server else {
            panic!("it is PostgreSQL's");
        };
        assert_eq!(options.get_host(), "db.example.org");
        assert_eq!(options.get_port(), 5433);
        assert_eq!(options.get_database(), Some("moodle"));

        let address: Address =
            "mariadb://reader@localhost/m?prefix=M2_&writable=yes&charset=utf8mb4"
                .parse()
                .unwrap();
        assert_eq!(address.prefix, "M2_");
        assert!(address.writable);
        assert!(matches!(address.server, Server::MySql(_)));
    }

    #[test]
    fn what_is_no_address_is_refused_and_not_repeated() {
        for text in [
            "",
            "reader:secret@host/moodle",
            "https://reader:secret@host/moodle",
            "postgres://reader:secret@host",
            "postgres://reader:secret@host/moodle?prefix=a-b",
            "postgres://reader:secret@host/moodle?prefix=1a",
            "postgres://reader:secret@host/moodle?writable=maybe",
            "postgres://reader:secret@host/moodle?sslmode=secret",
        ] {
            let error = text.parse::<Address>().unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
