//! The two hash functions by which spaCy finds the rows of its embedding
//! tables. They are part of the learned model: another hash reads other rows.

/// MurmurHash64A (Austin Appleby, public domain) with seed 1: the number of a
/// string.
pub fn string_hash(text: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let bytes = text.as_bytes();
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, tail) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut k = u64::from_le_bytes(*block).wrapping_mul(M);
        k ^= k >> R;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

/// MurmurHash3 x64 128 of one 64-bit number, cut into four: the rows that a
/// feature adds up in a hash embedding (thinc's `ops.hash`).
pub fn row_hashes(number: u64, seed: u32) -> [u32; 4] {
    let mut low = number.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    low ^= u64::from(seed) ^ 8;
    let mut high = u64::from(seed) ^ 8;
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    low = mix(low);
    high = mix(high);
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32]
}

fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Made with spaCy 3.8: `spacy.strings.hash_string` and `thinc.api.NumpyOps().hash`.
    #[test]
    fn numbers_agree_with_spacy() {
        assert_eq!(string_hash("a"), 11901859001352538922);
        assert_eq!(string_hash("talks"), 433190433744739523);
        assert_eq!(string_hash("Belarusian"), 1887905801755273387);
        assert_eq!(string_hash("negotiations in Geneva"), 15663153579823809987);
        assert_eq!(string_hash("“"), 16073121960489476521);
    }

    #[test]
    fn rows_agree_with_thinc() {
        assert_eq!(row_hashes(0, 8), [0, 0, 0, 0]);
        assert_eq!(row_hashes(1, 9), [2205482518, 2060344464, 1125017477, 2005428196]);
        assert_eq!(row_hashes(433190433744739523, 8), [894753678, 4118346100, 1342130517, 1882551854]);
        assert_eq!(row_hashes(433190433744739523, 11), [604366951, 601624435, 1130933903, 1828749277]);
    }
}
