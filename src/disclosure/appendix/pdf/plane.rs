//! Points, matrices and shapes on a page, and which shapes cover a place. Knows no operator.

pub(super) type Point = (f64, f64);
pub(super) type Matrix = [f64; 6];
/// Left, bottom, right, top.
pub(super) type Bounds = [f64; 4];

pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
pub(super) const EVERYWHERE: Bounds = [-1e9, -1e9, 1e9, 1e9];
pub(super) fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

pub(super) fn at(matrix: &Matrix, (x, y): Point) -> Point {
    (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])
}

pub(super) fn within((x, y): Point, bounds: &Bounds, slack: f64) -> bool {
    x >= bounds[0] - slack && x <= bounds[2] + slack && y >= bounds[1] - slack && y <= bounds[3] + slack
}

pub(super) fn bounds_of<'p>(points: impl Iterator<Item = &'p Point>) -> Bounds {
    points.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |b, (x, y)| {
        [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)]
    })
}

pub(super) fn cut(a: &Bounds, b: &Bounds) -> Bounds {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// Opaque paint.
pub(super) struct Paint {
    pub(super) order: usize,
    pub(super) shapes: Vec<Vec<Point>>,
    pub(super) bounds: Bounds,
    /// RGB, where it is known.
    pub(super) colour: Option<[f64; 3]>,
    pub(super) is_picture: bool,
}

impl Paint {
    pub(super) fn covers(&self, point: Point) -> bool {
        if !within(point, &self.bounds, 0.0) {
            return false;
        }
        let mut winding = 0_i32;
        for shape in &self.shapes {
            for (index, a) in shape.iter().enumerate() {
                let b = shape[(index + 1) % shape.len()];
                let side = (b.0 - a.0) * (point.1 - a.1) - (point.0 - a.0) * (b.1 - a.1);
                if a.1 <= point.1 && b.1 > point.1 && side > 0.0 {
                    winding += 1;
                } else if a.1 > point.1 && b.1 <= point.1 && side < 0.0 {
                    winding -= 1;
                }
            }
        }
        winding != 0
    }
}

pub(super) fn corners(bounds: &Bounds) -> Vec<Point> {
    vec![(bounds[0], bounds[1]), (bounds[2], bounds[1]), (bounds[2], bounds[3]), (bounds[0], bounds[3])]
}

pub(super) fn extend(path: &mut [Vec<Point>], points: impl IntoIterator<Item = Point>) {
    if let Some(shape) = path.last_mut() {
        shape.extend(points);
    }
}

pub(super) fn curve(path: &mut [Vec<Point>], ctm: &Matrix, a: Point, b: Point, end: Point) {
    curve_in_place(path, at(ctm, a), at(ctm, b), at(ctm, end));
}

pub(super) fn curve_in_place(path: &mut [Vec<Point>], a: Point, b: Point, end: Point) {
    let Some(start) = path.last().and_then(|shape| shape.last()).copied() else { return };
    let points = (1..=6).map(|step| {
        let t = f64::from(step) / 6.0;
        let u = 1.0 - t;
        let mix = |s: f64, a: f64, b: f64, e: f64| {
            u * u * u * s + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * e
        };
        (mix(start.0, a.0, b.0, end.0), mix(start.1, a.1, b.1, end.1))
    });
    extend(path, points);
}

/// Which paints lie near a place: looking at all for every letter takes too long on a map.
pub(super) struct Grid {
    bounds: Bounds,
    cells: Vec<Vec<usize>>,
}

const SIDE: usize = 48;

impl Grid {
    pub(super) fn new(bounds: &Bounds, paints: &[Paint]) -> Self {
        let mut grid = Self { bounds: *bounds, cells: vec![Vec::new(); SIDE * SIDE] };
        for (index, paint) in paints.iter().enumerate() {
            let (x0, y0) = grid.cell((paint.bounds[0], paint.bounds[1]));
            let (x1, y1) = grid.cell((paint.bounds[2], paint.bounds[3]));
            for y in y0..=y1 {
                for x in x0..=x1 {
                    grid.cells[y * SIDE + x].push(index);
                }
            }
        }
        grid
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the grid first")]
    fn cell(&self, (x, y): Point) -> (usize, usize) {
        let last = f64::from(u32::try_from(SIDE - 1).unwrap_or(0));
        let place = |value: f64, from: f64, to: f64| {
            ((value - from) / (to - from).max(1e-6) * (last + 1.0)).clamp(0.0, last) as usize
        };
        (place(x, self.bounds[0], self.bounds[2]), place(y, self.bounds[1], self.bounds[3]))
    }

    pub(super) fn near(&self, point: Point) -> impl Iterator<Item = usize> {
        let (x, y) = self.cell(point);
        // A letter's two points may lie on both sides of a line of the grid.
        let rows = y.saturating_sub(1)..=(y + 1).min(SIDE - 1);
        let cells =
            rows.flat_map(move |y| (x.saturating_sub(1)..=(x + 1).min(SIDE - 1)).map(move |x| y * SIDE + x));
        let mut all: Vec<usize> = cells.flat_map(|cell| self.cells[cell].iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
    }
}
