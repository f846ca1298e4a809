//! `index.html`: Trunk's asset links made into what a browser reads.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Writes `index.html` into `out`, with the files it names beside it.
///
/// # Errors
/// When a link is of a kind that is not known here, or names a file that does not exist.
pub(crate) fn resolve(web: &Path, out: &Path) -> Result<()> {
    let source = fs::read_to_string(web.join("index.html")).context("reading web/index.html")?;
    let page = rewrite(&source, |href| {
        let name = Path::new(href)
            .file_name()
            .with_context(|| format!("web/index.html: {href:?} names no file"))?;
        fs::copy(web.join(href), out.join(name))
            .with_context(|| format!("copying web/{href}, named in web/index.html"))?;
        Ok(())
    })?;
    fs::write(out.join("index.html"), page)?;
    Ok(())
}

/// Replaces each `<link data-trunk …>`; `copy` is called with each file that must come along.
fn rewrite(source: &str, mut copy: impl FnMut(&str) -> Result<()>) -> Result<String> {
    const MARK: &str = "<link data-trunk";
    let mut page = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find(MARK) {
        page.push_str(&rest[..start]);
        let length = rest[start..]
            .find('>')
            .context("web/index.html: a <link data-trunk without an end")?
            + 1;
        let link = &rest[start..start + length];
        rest = &rest[start + length..];
        let href = attribute(link, "href").unwrap_or_default();
        match attribute(link, "rel") {
            Some("css") => {
                copy(href)?;
                page.push_str(&format!("<link rel=\"stylesheet\" href=\"/{href}\">"));
            }
            Some("copy-file") => copy(href)?,
            Some("rust") => {
                copy("start.js")?;
                page.push_str("<script type=\"module\" src=\"/start.js\"></script>");
            }
            other => bail!("web/index.html: the bundler does not know rel={other:?} in {link}"),
        }
    }
    page.push_str(rest);
    Ok(page)
}

fn attribute<'l>(link: &'l str, name: &str) -> Option<&'l str> {
    let start = link.find(&format!(" {name}=\""))? + name.len() + 3;
    let length = link[start..].find('"')?;
    Some(&link[start..start + length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_kinds_of_link_are_resolved() {
        let mut copied = Vec::new();
        let page = rewrite(
            "<head><link data-trunk rel=\"css\" href=\"style.css\"><link data-trunk rel=\"copy-file\" href=\"worker.js\">\
             <link data-trunk rel=\"rust\"></head>",
            |href| {
                copied.push(href.to_owned());
                Ok(())
            },
        )
        .expect("the links are known");
        assert_eq!(
            page,
            "<head><link rel=\"stylesheet\" href=\"/style.css\"><script type=\"module\" src=\"/start.js\"></script></head>"
        );
        assert_eq!(copied, ["style.css", "worker.js", "start.js"]);
    }

    #[test]
    fn another_kind_of_link_is_refused_by_name() {
        let error = rewrite("<link data-trunk rel=\"sass\" href=\"a.scss\">", |_| Ok(()))
            .expect_err("sass is unknown");
        assert!(error.to_string().contains("sass"), "{error}");
    }
}
