//! `/api/reference` and `/api/templates`: what each kind and each code means, and blank files. For everyone: they say nothing of any site.

use actix_web::{HttpRequest, HttpResponse, web};
use toolsync_core::api::ReferenceContents;
use toolsync_core::finding::Code;
use toolsync_core::generate::template;
use toolsync_core::kinds::Kind;
use toolsync_core::messages::Language;
use toolsync_core::reference::{CodePage, KindPage, Reference};

use super::downloads::attachment;
use super::problem::{Problem, catalogue, language};

/// Media type of `.xlsx`.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The words of a language, put together once.
fn words(language: Language) -> &'static Reference {
    static WORDS: std::sync::LazyLock<[Reference; 2]> =
        std::sync::LazyLock::new(|| [Language::En, Language::Fr].map(Reference::new));
    let [english, french] = &*WORDS;
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

async fn contents(request: HttpRequest) -> web::Json<ReferenceContents> {
    let words = words(language(request.headers()));
    let kinds = Kind::ALL.iter().map(|kind| words.kind(*kind));
    web::Json(ReferenceContents {
        kinds: kinds
            .map(|page| (page.kind, page.name, page.explanation))
            .collect(),
        codes: Code::ALL.iter().map(|code| words.code(*code)).collect(),
    })
}

async fn kind(
    name: web::Path<String>,
    request: HttpRequest,
) -> Result<web::Json<KindPage>, Problem> {
    let kind = name.parse().map_err(|_| Problem::NotFound)?;
    Ok(web::Json(words(language(request.headers())).kind(kind)))
}

async fn code(
    name: web::Path<String>,
    request: HttpRequest,
) -> Result<web::Json<CodePage>, Problem> {
    let code = Code::ALL.iter().find(|code| code.as_str() == name.as_str());
    let code = code.ok_or(Problem::NotFound)?;
    Ok(web::Json(words(language(request.headers())).code(*code)))
}

/// What is asked of a template.
#[derive(serde::Deserialize)]
struct Asked {
    /// `en` or `fr`; a link carries no header.
    #[serde(default)]
    lang: Option<Language>,
}

async fn blank(
    path: web::Path<(String, String)>,
    asked: web::Query<Asked>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (name, form) = path.into_inner();
    let kind: Kind = name.parse().map_err(|_| Problem::NotFound)?;
    let language = asked.lang.unwrap_or_else(|| language(request.headers()));
    let template = template(kind, words(language));
    let file = format!("{name}.{form}");
    match form.as_str() {
        // The mark tells Excel that the text is UTF-8.
        "csv" => Ok(attachment(
            &file,
            "text/csv; charset=utf-8",
            format!("\u{feff}{}", template.csv(';')),
        )),
        "xlsx" => {
            let book = crate::workbook::template(&template, catalogue(language));
            Ok(attachment(&file, WORKBOOK, book?))
        }
        _ => Err(Problem::NotFound),
    }
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/reference").route(web::get().to(contents)))
        .service(web::resource("/reference/kinds/{kind}").route(web::get().to(kind)))
        .service(web::resource("/reference/codes/{code}").route(web::get().to(code)))
        .service(web::resource("/templates/{kind}.{form}").route(web::get().to(blank)));
}
