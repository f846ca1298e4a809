//! Pictures of accounts on their way to a site. Moodle takes the picture of an account away when the new one is no picture for it; so a file
//! is looked at before it is sent.

use serde_json::json;
use toolsync_core::kinds::pictures;
use toolsync_core::plan::Operation;

use super::super::error::CallError;
use super::calls::Calls;
use super::element::Element;
use super::function::Function;
use super::problem::{Cause, Problem};

/// What is wrong with the bytes that come with a row, when it sets a picture.
pub(super) fn problem(operation: &Operation, content: Option<&[u8]>) -> Option<Problem> {
    let Operation::SetPicture { new, .. } = operation else {
        return None;
    };
    let Some(content) = content else {
        return Some(Problem::because(Cause::PictureMissing));
    };
    if pictures::checksum(content) != new.checksum {
        return Some(Problem::because(Cause::PictureChanged));
    }
    let is_none = pictures::format(content).is_none();
    is_none.then(|| Problem::because(Cause::NoPicture))
}

impl Calls<'_> {
    /// Puts each picture in a draft area, and the number of the area in its element. Says which could not be.
    ///
    /// # Errors
    /// When the site does not answer.
    pub(super) async fn upload<'c>(
        &self,
        elements: &mut [Element<'_>],
        contents: impl Iterator<Item = Option<&'c [u8]>>,
    ) -> Result<Vec<Option<Problem>>, CallError> {
        let mut problems = Vec::new();
        for (element, content) in elements.iter_mut().zip(contents) {
            let content = content.unwrap_or_default();
            let format = pictures::format(content).unwrap_or_default();
            let name = format!("picture.{format}");
            problems.push(match self.client.upload(&name, content).await {
                Ok(area) => {
                    element.value["draftitemid"] = json!(area);
                    None
                }
                Err(CallError::Refused(refusal)) => {
                    Some(Problem::refused(Function::UpdatePicture, &refusal))
                }
                Err(error @ (CallError::TooLarge | CallError::Unexpected { .. })) => Some(
                    Problem::warned(Function::UpdatePicture, error.name(), &error.to_string()),
                ),
                Err(error) => return Err(error),
            });
        }
        Ok(problems)
    }
}
