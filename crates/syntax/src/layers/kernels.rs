//! The inner loops, compiled once for each family of processors and chosen
//! when the program runs. They are written so that the compiler turns them
//! into vector code; sums run in the same order everywhere within one family.

use multiversion::multiversion;

/// Adds `row` to `sum`, number by number.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn add_into(sum: &mut [f32], row: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += value;
    }
}

/// The sum of `rows`, number by number; zeros where there are none. A block of
/// it stays in registers.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn sum_rows(rows: &[&[f32]], sum: &mut [f32]) {
    const BLOCK: usize = 48;
    let whole = sum.len() - sum.len() % BLOCK;
    let (blocks, rest) = sum.split_at_mut(whole);
    for (index, block) in blocks.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
        let mut total = [0.0; BLOCK];
        for row in rows {
            for (total, value) in total.iter_mut().zip(&row[index * BLOCK..][..BLOCK]) {
                *total += value;
            }
        }
        *block = total;
    }
    for (index, place) in rest.iter_mut().enumerate() {
        *place = rows.iter().map(|row| row[whole + index]).sum();
    }
}

/// Of `pieces` planes that lie behind each other in `planes`, the largest
/// number at each place.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn fold_maximum(planes: &[f32], out: &mut [f32]) {
    let width = out.len();
    out.copy_from_slice(&planes[..width]);
    for plane in planes[width..].chunks_exact(width) {
        for (out, &value) in out.iter_mut().zip(plane) {
            *out = if value > *out { value } else { *out };
        }
    }
}

/// How many outputs [`dense`] works on at a time; rows of outputs are padded
/// to whole blocks. A block's sums stay in registers.
pub const DENSE_BLOCK: usize = 64;

/// `out = bias + input · weight`, with `weight` holding one row of
/// `out.len()` numbers for each number of `input`; `out` holds whole blocks
/// of [`DENSE_BLOCK`].
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn dense(input: &[f32], weight: &[f32], bias: &[f32], out: &mut [f32]) {
    let width = out.len();
    let blocks = out.as_chunks_mut::<DENSE_BLOCK>().0.iter_mut().zip(bias.as_chunks::<DENSE_BLOCK>().0);
    for (index, (out, bias)) in blocks.enumerate() {
        let mut sums = *bias;
        let rows = weight[index * DENSE_BLOCK..].chunks(width);
        for (&factor, row) in input.iter().zip(rows) {
            for (sum, value) in sums.iter_mut().zip(&row[..DENSE_BLOCK]) {
                *sum += factor * value;
            }
        }
        *out = sums;
    }
}

/// The largest of `values` and the first place where it stands.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn maximum_place(values: &[f32]) -> Option<(usize, f32)> {
    let (blocks, rest) = values.as_chunks::<16>();
    let mut lanes = [f32::NEG_INFINITY; 16];
    for block in blocks {
        for (lane, &value) in lanes.iter_mut().zip(block) {
            *lane = if value > *lane { value } else { *lane };
        }
    }
    let largest =
        lanes.iter().chain(rest).fold(f32::NEG_INFINITY, |best, &value| if value > best { value } else { best });
    values.iter().position(|&value| value == largest).map(|place| (place, largest))
}

/// One row of a maxout layer with layer normalisation and a residual
/// connection: `out = input + norm(max over pieces of (sums + bias))`.
///
/// `sums` holds the pieces as planes behind each other, as does `bias`;
/// `input` may be empty for a layer without the residual connection.
#[multiversion(targets("x86_64+avx512f+avx512vl", "x86_64+avx2+fma", "aarch64+neon"))]
pub fn maxout_norm(sums: &[f32], bias: &[f32], gain: &[f32], shift: &[f32], input: &[f32], out: &mut [f32]) {
    let width = out.len();
    for ((out, sum), bias) in out.iter_mut().zip(&sums[..width]).zip(&bias[..width]) {
        *out = sum + bias;
    }
    for (sums, bias) in sums[width..].chunks_exact(width).zip(bias[width..].chunks_exact(width)) {
        for ((out, sum), bias) in out.iter_mut().zip(sums).zip(bias) {
            let value = sum + bias;
            *out = if value > *out { value } else { *out };
        }
    }
    let count = width as f32;
    let mean = total(out, |value| value) / count;
    let variance = total(out, |value| (value - mean) * (value - mean)) / count + 1e-8;
    let scale = 1.0 / variance.sqrt();
    for ((out, gain), shift) in out.iter_mut().zip(gain).zip(shift) {
        *out = (*out - mean) * scale * gain + shift;
    }
    for (out, input) in out.iter_mut().zip(input) {
        *out += input;
    }
}

/// The sum of `term` over all values, in sixteen partial sums: one chain of
/// additions would wait for itself.
#[inline(always)]
fn total(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let (blocks, rest) = values.as_chunks::<16>();
    let mut lanes = [0f32; 16];
    for block in blocks {
        for (lane, &value) in lanes.iter_mut().zip(block) {
            *lane += term(value);
        }
    }
    let mut step = 8;
    while step > 0 {
        for lane in 0..step {
            lanes[lane] += lanes[lane + step];
        }
        step /= 2;
    }
    rest.iter().fold(lanes[0], |sum, &value| sum + term(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_length_add_up() {
        for length in [0, 5, 48, 100] {
            let row: Vec<f32> = (0..length).map(|i| i as f32).collect();
            let mut sum = vec![7.0; length];
            sum_rows(&[&row, &row, &row], &mut sum);
            assert!(sum.iter().zip(&row).all(|(sum, value)| *sum == 3.0 * value));
            sum_rows(&[], &mut sum);
            assert!(sum.iter().all(|&value| value == 0.0));
        }
    }

    #[test]
    fn the_first_of_equal_maxima_is_found() {
        let mut values = vec![0.0; 40];
        values[20] = 3.0;
        values[33] = 3.0;
        assert_eq!(maximum_place(&values), Some((20, 3.0)));
        assert_eq!(maximum_place(&[]), None);
    }

    #[test]
    fn maxout_takes_the_larger_piece_and_normalises() {
        let mut out = [0.0; 2];
        maxout_norm(&[1.0, 0.0, 0.0, 3.0], &[0.0; 4], &[1.0; 2], &[0.0; 2], &[10.0, 20.0], &mut out);
        assert!((out[0] - 9.0).abs() < 1e-4 && (out[1] - 21.0).abs() < 1e-4, "{out:?}");
    }

    #[test]
    fn dense_is_a_matrix_product() {
        let width = 2 * DENSE_BLOCK;
        let weight: Vec<f32> = (0..2 * width).map(|index| index as f32).collect();
        let mut bias = vec![0.0; width];
        bias[0] = 0.5;
        let mut out = vec![0.0; width];
        dense(&[2.0, 3.0], &weight, &bias, &mut out);
        assert_eq!(out[0], 0.5 + 3.0 * 128.0);
        assert_eq!(out[100], 2.0 * 100.0 + 3.0 * 228.0);
    }
}
