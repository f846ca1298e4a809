//! A server of a few files on a loopback port, for a browser that is our own.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;

/// Serves the files of these folders, and the bench's own, until the process ends.
///
/// # Errors
/// When there is no port.
pub fn serve(folders: Vec<PathBuf>) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A browser that goes away in the middle of an answer does no harm.
            let _ = answer(stream, &folders);
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream, folders: &[PathBuf]) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // What the headers say does not matter.
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let name = request
        .split(' ')
        .nth(1)
        .unwrap_or_default()
        .trim_start_matches('/');
    let body = match name {
        "bench.html" => Some(include_bytes!("bench.html").to_vec()),
        "bench.js" => Some(include_bytes!("bench.js").to_vec()),
        "papa-worker.js" => Some(include_bytes!("papa-worker.js").to_vec()),
        // Only names: whoever else is on this machine gets no other file.
        _ if name.contains('/') || name.contains("..") => None,
        _ => folders
            .iter()
            .find_map(|folder| fs::read(folder.join(name)).ok()),
    };
    let (status, body) = match body {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", Vec::new()),
    };
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}
