//! `toolsync generate`: files made from the tables of the kinds and from what a site has.

use std::path::Path;

use anyhow::Context as _;
use toolsync_core::generate::{
    CategoryFate, CourseSelection, KeptFor, category_deletions, clean_categories, course_entries,
    deletion_list, pictures, reset_file, template,
};
use toolsync_core::input::quote;
use toolsync_core::messages::{Catalogue, Language};
use toolsync_core::reference::{Reference, pages};
use toolsync_core::site::SiteIndex;

use super::Ending;
use super::arguments::{Categories, Courses, Generate, TemplateForm, TemplateOf};
use super::output::{catalogue, text, write};

/// Makes a file, on the standard output or where the arguments say.
///
/// # Errors
/// When the site cannot be read or the file cannot be written.
pub async fn generate(asked: &Generate, data: &Path) -> anyhow::Result<Ending> {
    match asked {
        Generate::Template(asked) => blank(asked),
        Generate::Deletions(asked) => courses(asked, data, Purpose::Deletion).await,
        Generate::Resets(asked) => courses(asked, data, Purpose::Reset).await,
        Generate::EmptyCategories(asked) => empty_categories(asked, data).await,
        Generate::CategoryDeletions(asked) => {
            let fates = categories(asked, data).await?;
            let empty = fates.iter().filter(|fate| fate.kept.is_none());
            write(asked.out.as_deref(), category_deletions(empty).as_bytes())
        }
        Generate::Pictures { site, out } => {
            let list = pictures(&snapshot(site, data).await?);
            write(out.as_deref(), list.as_bytes())
        }
        Generate::Reference { folder } => reference(folder),
    }
}

fn blank(asked: &TemplateOf) -> anyhow::Result<Ending> {
    if asked.kind.is_archive() {
        anyhow::bail!(
            "files of the kind {} are ZIP archives, which have no blank form: put the files into one yourself",
            asked.kind.as_str()
        );
    }
    let template = template(asked.kind, &Reference::new(asked.lang));
    let bytes = match asked.form {
        TemplateForm::Csv => template.csv(asked.separator).into_bytes(),
        TemplateForm::Xlsx => crate::workbook::template(&template, &catalogue(asked.lang))?,
    };
    write(asked.out.as_deref(), &bytes)
}

/// What a file of courses is for.
enum Purpose {
    Deletion,
    Reset,
}

async fn courses(asked: &Courses, data: &Path, purpose: Purpose) -> anyhow::Result<Ending> {
    let site = snapshot(&asked.site, data).await?;
    let selection = CourseSelection {
        search: asked.search.clone().unwrap_or_default(),
        category: asked.category.clone().unwrap_or_default(),
        empty: asked.empty,
        never_accessed: asked.never_accessed,
        ended_before: asked
            .ended_before
            .map(|day| day.in_tz("UTC"))
            .transpose()?
            .map(|day| day.timestamp().as_second()),
        hidden: asked.hidden,
    };
    let all = course_entries(&site);
    let courses: Vec<_> = all.iter().filter(|course| selection.has(course)).collect();
    let (chosen, identifier) = (courses.iter().copied(), asked.identifier.into());
    let (list, left_out) = match purpose {
        Purpose::Deletion => deletion_list(chosen, &all, identifier),
        Purpose::Reset => reset_file(chosen, &all, identifier, ';'),
    };
    write(asked.out.as_deref(), list.as_bytes())?;
    let catalogue = catalogue(asked.lang);
    for course in &left_out {
        let id = if course.shared {
            "left-out-shared"
        } else {
            "left-out-without"
        };
        eprintln!("{}", text(&catalogue, id, &[("course", &course.shortname)]));
    }
    let count = (courses.len() - left_out.len()).to_string();
    eprintln!(
        "{}",
        text(&catalogue, "generated-courses", &[("count", &count)])
    );
    Ok(Ending::Good)
}

/// What a cleaning makes of the categories asked for.
async fn categories(asked: &Categories, data: &Path) -> anyhow::Result<Vec<CategoryFate>> {
    let site = snapshot(&asked.site, data).await?;
    let start = match &asked.under {
        None => 0,
        Some(path) => {
            let path: Vec<String> = path
                .split('/')
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
            let found = site.category_by_path(&path);
            found
                .with_context(|| {
                    format!(
                        "there is no category {}; write names from the root with / between them",
                        path.join("/")
                    )
                })?
                .id
        }
    };
    Ok(clean_categories(&site, start, !asked.leaves))
}

async fn empty_categories(asked: &Categories, data: &Path) -> anyhow::Result<Ending> {
    let catalogue = catalogue(asked.lang);
    let mut lines = String::from("id;path;fate;reason\n");
    for fate in categories(asked, data).await? {
        let reason = match fate.kept {
            None => String::new(),
            Some(KeptFor::Courses(count)) => kept(&catalogue, "kept-for-courses", count),
            Some(KeptFor::CoursesBelow(count)) => kept(&catalogue, "kept-for-courses-below", count),
            Some(KeptFor::Subcategories(count)) => {
                kept(&catalogue, "kept-for-subcategories", count)
            }
        };
        let what = if fate.kept.is_some() { "kept" } else { "empty" };
        let path = fate.path.join("/");
        lines.push_str(&format!(
            "{};{};{what};{}\n",
            fate.id,
            quote(&path, ';'),
            quote(&reason, ';')
        ));
    }
    write(asked.out.as_deref(), lines.as_bytes())
}

fn kept(catalogue: &Catalogue, id: &str, count: u64) -> String {
    text(catalogue, id, &[("count", &count.to_string())])
}

fn reference(folder: &Path) -> anyhow::Result<Ending> {
    for page in Language::ALL.iter().flat_map(|language| pages(*language)) {
        let path = folder.join(&page.path);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent)
            .with_context(|| format!("making the folder {}", parent.display()))?;
        std::fs::write(&path, page.text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(Ending::Good)
}

async fn snapshot(name: &str, data: &Path) -> anyhow::Result<SiteIndex> {
    let site = super::sites(data).await?.site(name).await?;
    Ok(site.snapshot_for(&[]).await?)
}
