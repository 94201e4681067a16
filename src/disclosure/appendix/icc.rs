//! Colour profiles: they stay, since colours depend on them; the texts that they carry are read out.

/// The texts of a profile (`desc`, `cprt`, `dmdd`, `dmnd` and all other tags that hold text), or `None` if it
/// isn't a sound profile.
pub(super) fn texts(profile: &[u8]) -> Option<Vec<String>> {
    let size = usize::try_from(u32_at(profile, 0)?).ok()?;
    if size != profile.len() || profile.get(36..40)? != b"acsp" {
        return None;
    }
    let count = u32_at(profile, 128)? as usize;
    if count > 200 {
        return None;
    }
    let mut found = Vec::new();
    for tag in 0..count {
        let at = 132 + 12 * tag;
        let (offset, length) = (u32_at(profile, at + 4)? as usize, u32_at(profile, at + 8)? as usize);
        let data = profile.get(offset..offset.checked_add(length)?)?;
        match data.get(..4)? {
            b"text" => found.push(String::from_utf8_lossy(data.get(8..)?).replace('\0', "")),
            b"desc" => {
                let length = u32_at(data, 8)? as usize;
                found.push(
                    String::from_utf8_lossy(data.get(12..12usize.checked_add(length)?)?).replace('\0', ""),
                );
            }
            b"mluc" => {
                let records = u32_at(data, 8)? as usize;
                for record in 0..records.min(100) {
                    let at = 16 + 12 * record;
                    let (length, start) = (u32_at(data, at + 4)? as usize, u32_at(data, at + 8)? as usize);
                    let units = data.get(start..start.checked_add(length)?)?.chunks_exact(2);
                    let units: Vec<u16> = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                    found.push(String::from_utf16_lossy(&units).replace('\0', ""));
                }
            }
            _ => {}
        }
    }
    Some(found)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
