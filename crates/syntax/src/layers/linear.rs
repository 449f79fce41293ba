use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder};

use crate::ModelError;
use crate::files::Weights;

/// A matrix of weights, laid out for products with rows of inputs from the
/// left.
pub struct Linear {
    /// `inputs` rows of `outputs` numbers.
    weight: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl Linear {
    /// The arrays `{name}.weight` (outputs by inputs) and `{name}.bias`.
    pub fn load(weights: &Weights<'_>, name: &str, inputs: usize, outputs: usize) -> Result<Self, ModelError> {
        let stored = weights.get(&format!("{name}.weight"), inputs * outputs)?;
        let bias = weights.get(&format!("{name}.bias"), outputs)?;
        Ok(Linear::new(&stored, bias, inputs, |output| output))
    }

    /// From a stored matrix (outputs by inputs) and a bias already in the
    /// order of the outputs here; `source` tells which stored row each output
    /// is.
    pub fn new(stored: &[f32], bias: Vec<f32>, inputs: usize, source: impl Fn(usize) -> usize) -> Self {
        let outputs = stored.len() / inputs;
        let mut weight = vec![0.0; inputs * outputs];
        for output in 0..outputs {
            let row = &stored[source(output) * inputs..][..inputs];
            for (input, &value) in row.iter().enumerate() {
                weight[input * outputs + output] = value;
            }
        }
        Linear { weight, bias, inputs, outputs }
    }

    /// The bias, one number for each output.
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// How many numbers one row of outputs has.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The products of `rows` inputs with the weights, without the bias.
    ///
    /// Row `i` of the inputs starts at `i * stride`; rows may overlap, so that
    /// a window over neighbouring rows needs no copy. `out` gets `rows` times
    /// [`Linear::outputs`] numbers.
    ///
    /// Each output is the sum of the same products in the same order whatever
    /// `rows` is, so an article's numbers do not depend on its neighbours.
    pub fn product(&self, input: &[f32], stride: usize, rows: usize, out: &mut [f32]) {
        if rows == 0 {
            return;
        }
        let shape = (rows, self.inputs).strides((stride, 1));
        let input = ArrayView2::from_shape(shape, input).expect("the input holds `rows` rows");
        let weight = ArrayView2::from_shape((self.inputs, self.outputs), &self.weight).expect("sized when loaded");
        let out = &mut out[..rows * self.outputs];
        let mut out = ArrayViewMut2::from_shape((rows, self.outputs), out).expect("cut to size");
        general_mat_mul(1.0, &input, &weight, 0.0, &mut out);
    }

    /// As [`Linear::product`] of rows that lie behind each other, with the
    /// bias added.
    pub fn apply(&self, input: &[f32], rows: usize, out: &mut [f32]) {
        self.product(input, self.inputs, rows, out);
        for row in out[..rows * self.outputs].chunks_exact_mut(self.outputs) {
            super::add_into(row, &self.bias);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(length: usize) -> Vec<f32> {
        (0..length).map(|i| ((i * 7919) % 101) as f32 / 50.0 - 1.0).collect()
    }

    #[test]
    fn rows_may_overlap() {
        let linear = Linear::new(&[1.0, 10.0, 100.0, 0.0, 0.0, 1.0], vec![0.0; 2], 3, |output| output);
        let mut out = [0.0; 4];
        linear.product(&[1.0, 2.0, 3.0, 4.0], 1, 2, &mut out);
        assert_eq!(out, [321.0, 3.0, 432.0, 4.0]);
    }

    #[test]
    fn a_row_does_not_depend_on_how_many_stand_beside_it() {
        let (inputs, outputs, rows) = (288, 96, 37);
        let linear = Linear::new(&ramp(inputs * outputs), vec![0.0; outputs], inputs, |output| output);
        let input = ramp(inputs * rows);
        let mut together = vec![0.0; rows * outputs];
        linear.product(&input, inputs, rows, &mut together);
        for row in 0..rows {
            let mut alone = vec![0.0; outputs];
            linear.product(&input[row * inputs..], inputs, 1, &mut alone);
            assert_eq!(alone, together[row * outputs..][..outputs], "row {row}");
        }
    }
}
