//! Files on their way to a site: `webservice/upload.php`, which is no web service function and takes a form of many parts.

use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;

use super::super::CallError;
use super::Client;

/// A file that a site has taken, or why it has not.
#[derive(Debug, Deserialize)]
struct Uploaded {
    /// The draft area that it is in.
    #[serde(default)]
    itemid: u64,
    /// Moodle's code, `fileoversized`, `filenameexist`…; empty when it was taken.
    #[serde(default)]
    errortype: String,
}

impl Client {
    /// Puts a file in a new draft area of the token's account, and gives the area's number. Moodle empties such areas after some days.
    /// `name`: letters, digits, dots.
    ///
    /// # Errors
    /// Any [`CallError`]; [`CallError::TooLarge`] for a file that is larger than the site takes.
    pub async fn upload(&self, name: &str, content: &[u8]) -> Result<u64, CallError> {
        // No part may contain it: this one does not occur in the file.
        let mut boundary = "toolsync-part".to_owned();
        while occurs(content, boundary.as_bytes()) {
            boundary.push('-');
            boundary.push_str(&content.len().to_string());
        }
        let mut body = Vec::with_capacity(content.len() + 600);
        for (field, value) in [
            ("token", self.token.0.as_str()),
            ("itemid", "0"),
            ("filepath", "/"),
        ] {
            let part = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let file = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file_1\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(file.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let request = self
            .http
            .post(format!("{}/webservice/upload.php", self.address))
            .header(
                CONTENT_TYPE,
                format!("multipart/form-data; boundary={boundary}"),
            )
            .body(body);
        let answer = self.answered(request).await;
        match &answer {
            Ok(_) => tracing::debug!(function = "upload", "called"),
            Err(error) => tracing::debug!(function = "upload", error = error.name(), "call failed"),
        }
        let (value, _) = answer?;
        let unexpected = |what: String| CallError::Unexpected {
            function: "webservice/upload.php".to_owned(),
            what,
        };
        let files: Vec<Uploaded> =
            serde_json::from_value(value).map_err(|error| unexpected(error.to_string()))?;
        match files.first() {
            Some(file) if file.errortype == "fileoversized" => Err(CallError::TooLarge),
            Some(file) if file.errortype.is_empty() && file.itemid != 0 => Ok(file.itemid),
            Some(file) => Err(unexpected(file.errortype.clone())),
            None => Err(unexpected("it tells of no file".to_owned())),
        }
    }
}

fn occurs(content: &[u8], piece: &[u8]) -> bool {
    content.windows(piece.len()).any(|window| window == piece)
}
