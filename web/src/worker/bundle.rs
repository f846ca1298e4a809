//! Several files at once: an archive of command files taken apart, all put in the order in which they are executed.

use js_sys::{Array, Uint8Array};
use toolsync_core::archive::is_archive;
use toolsync_core::check::{CheckOptions, kind_of, put_in_order, unpack};
use toolsync_core::finding::Span;
use toolsync_core::kinds::Kind;
use wasm_bindgen::JsCast;
use web_sys::Blob;

use super::stream;

/// So many bytes of a file tell its kind.
const BEGINNING: u64 = 256 * 1024;

/// A file with its kind, as far as it is known before it is checked.
struct Recognised {
    name: String,
    blob: Blob,
    kind: Option<Kind>,
}

/// The names of the files and their blobs, in order.
///
/// # Errors
/// The browser's words, when a file cannot be read.
pub async fn sort(
    names: Vec<String>,
    blobs: &Array,
    options: CheckOptions,
) -> Result<(Vec<String>, Array), String> {
    let is_one = names.len() == 1;
    let mut files = Vec::new();
    for (name, blob) in names.into_iter().zip(blobs.iter()) {
        let blob: Blob = blob.unchecked_into();
        let mut bytes = beginning(&blob, BEGINNING).await?;
        if is_archive(&bytes) {
            // What it holds stands at its end.
            bytes = beginning(&blob, blob.size() as u64).await?;
        }
        // One that cannot be taken apart says why when it is checked.
        if let Ok(Some(unpacked)) = unpack(&bytes) {
            for file in unpacked {
                let parts = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
                let blob = Blob::new_with_u8_array_sequence(&parts);
                files.push(Recognised {
                    kind: recognise(&file.bytes, &file.name, &options),
                    blob: blob.map_err(|_| file.name.clone())?,
                    name: file.name,
                });
            }
            continue;
        }
        // Of a single file, the check tells the kind.
        let kind = (!is_one).then(|| recognise(&bytes, &name, &options));
        files.push(Recognised {
            kind: kind.flatten(),
            name,
            blob,
        });
    }
    put_in_order(&mut files, |file| file.kind);
    let blobs = files.iter().map(|file| &file.blob).collect();
    Ok((files.into_iter().map(|file| file.name).collect(), blobs))
}

async fn beginning(blob: &Blob, most: u64) -> Result<Vec<u8>, String> {
    // Sizes are whole numbers below 2^53.
    let end = most.min(blob.size() as u64);
    stream::slice(blob, Span::new(0, end)).await
}

fn recognise(bytes: &[u8], name: &str, options: &CheckOptions) -> Option<Kind> {
    let options = CheckOptions {
        name: name.to_owned(),
        ..options.clone()
    };
    kind_of(bytes, &options)
}
