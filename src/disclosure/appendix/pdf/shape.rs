//! Which keys of which dictionaries go into a rebuilt PDF: the list, and nothing else. A key that isn't here
//! isn't in the new file, whatever it holds.

/// What a value is, by where it stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shape {
    /// Numbers, names and arrays of them.
    Plain,
    /// As `Plain`, and strings that a reader may see: they are handed on as text.
    Words,
    Resources,
    /// A dictionary of names to values of one shape.
    States,
    Colours,
    Patterns,
    Shadings,
    XObjects,
    Fonts,
    Marks,
    State,
    Colour,
    Pattern,
    Shading,
    XObject,
    Font,
    Mark,
    SoftMask,
    Function,
    Descriptor,
    Program,
    Map,
    Encoding,
    SystemInfo,
    Procedures,
    Procedure,
    Group,
    DecodeParameters,
    Link,
    Action,
    Border,
    StructureRoot,
    Structure,
    Attributes,
    Numbers,
    Roles,
    Outline,
    Names,
    Destinations,
    Destination,
    Labels,
    Label,
    MarkInfo,
}

use Shape as S;

/// The keys that a dictionary of this shape keeps, and their values' shapes.
pub(super) fn keys(shape: Shape) -> &'static [(&'static str, Shape)] {
    match shape {
        S::Resources => &[
            ("ExtGState", S::States), ("ColorSpace", S::Colours), ("Pattern", S::Patterns), ("Shading", S::Shadings),
            ("XObject", S::XObjects), ("Font", S::Fonts), ("Properties", S::Marks), ("ProcSet", S::Plain),
        ],
        S::State => &[
            ("Type", S::Plain), ("LW", S::Plain), ("LC", S::Plain), ("LJ", S::Plain), ("ML", S::Plain), ("D", S::Plain),
            ("RI", S::Plain), ("OP", S::Plain), ("op", S::Plain), ("OPM", S::Plain), ("FL", S::Plain), ("SM", S::Plain),
            ("SA", S::Plain), ("BM", S::Plain), ("SMask", S::SoftMask), ("CA", S::Plain), ("ca", S::Plain), ("AIS", S::Plain),
            ("TK", S::Plain),
        ],
        S::SoftMask => &[("Type", S::Plain), ("S", S::Plain), ("G", S::XObject), ("BC", S::Plain), ("TR", S::Function)],
        S::Colour => &[
            ("WhitePoint", S::Plain), ("BlackPoint", S::Plain), ("Gamma", S::Plain), ("Matrix", S::Plain), ("Range", S::Plain),
            ("N", S::Plain), ("Alternate", S::Colour), ("FunctionType", S::Plain), ("Domain", S::Plain), ("Size", S::Plain),
            ("BitsPerSample", S::Plain), ("Order", S::Plain), ("Encode", S::Plain), ("Decode", S::Plain), ("C0", S::Plain),
            ("C1", S::Plain), ("Functions", S::Function), ("Bounds", S::Plain),
        ],
        S::Function => &[
            ("FunctionType", S::Plain), ("Domain", S::Plain), ("Range", S::Plain), ("Size", S::Plain), ("BitsPerSample", S::Plain),
            ("Order", S::Plain), ("Encode", S::Plain), ("Decode", S::Plain), ("C0", S::Plain), ("C1", S::Plain), ("N", S::Plain),
            ("Functions", S::Function), ("Bounds", S::Plain),
        ],
        S::Pattern => &[
            ("Type", S::Plain), ("PatternType", S::Plain), ("PaintType", S::Plain), ("TilingType", S::Plain), ("BBox", S::Plain),
            ("XStep", S::Plain), ("YStep", S::Plain), ("Resources", S::Resources), ("Matrix", S::Plain), ("Shading", S::Shading),
            ("ExtGState", S::State),
        ],
        S::Shading => &[
            ("ShadingType", S::Plain), ("ColorSpace", S::Colour), ("Background", S::Plain), ("BBox", S::Plain),
            ("AntiAlias", S::Plain), ("Function", S::Function), ("Coords", S::Plain), ("Domain", S::Plain), ("Extend", S::Plain),
            ("Matrix", S::Plain), ("BitsPerCoordinate", S::Plain), ("BitsPerComponent", S::Plain), ("BitsPerFlag", S::Plain),
            ("Decode", S::Plain), ("VerticesPerRow", S::Plain),
        ],
        S::XObject => &[
            ("Type", S::Plain), ("Subtype", S::Plain), ("BBox", S::Plain), ("Matrix", S::Plain), ("Resources", S::Resources),
            ("Group", S::Group), ("StructParent", S::Plain), ("StructParents", S::Plain), ("Width", S::Plain), ("Height", S::Plain),
            ("ColorSpace", S::Colour), ("BitsPerComponent", S::Plain), ("Decode", S::Plain), ("ImageMask", S::Plain),
            ("Mask", S::XObject), ("SMask", S::XObject), ("Matte", S::Plain), ("Interpolate", S::Plain), ("SMaskInData", S::Plain),
            ("Intent", S::Plain),
        ],
        S::Group => &[("Type", S::Plain), ("S", S::Plain), ("CS", S::Colour), ("I", S::Plain), ("K", S::Plain)],
        S::Font => &[
            ("Type", S::Plain), ("Subtype", S::Plain), ("BaseFont", S::Plain), ("FirstChar", S::Plain), ("LastChar", S::Plain),
            ("Widths", S::Plain), ("FontDescriptor", S::Descriptor), ("Encoding", S::Encoding), ("ToUnicode", S::Map),
            ("DescendantFonts", S::Font), ("W", S::Plain), ("DW", S::Plain), ("W2", S::Plain), ("DW2", S::Plain),
            ("CIDToGIDMap", S::Map), ("CIDSystemInfo", S::SystemInfo), ("FontBBox", S::Plain), ("FontMatrix", S::Plain),
            ("CharProcs", S::Procedures), ("Resources", S::Resources),
        ],
        S::Descriptor => &[
            ("Type", S::Plain), ("FontName", S::Plain), ("Flags", S::Plain), ("FontBBox", S::Plain), ("ItalicAngle", S::Plain),
            ("Ascent", S::Plain), ("Descent", S::Plain), ("Leading", S::Plain), ("CapHeight", S::Plain), ("XHeight", S::Plain),
            ("StemV", S::Plain), ("StemH", S::Plain), ("AvgWidth", S::Plain), ("MaxWidth", S::Plain), ("MissingWidth", S::Plain),
            ("FontWeight", S::Plain), ("FontStretch", S::Plain), ("FontFile", S::Program), ("FontFile2", S::Program),
            ("FontFile3", S::Program),
        ],
        S::Program => &[("Subtype", S::Plain), ("Length1", S::Plain), ("Length2", S::Plain), ("Length3", S::Plain)],
        S::Map => &[("Type", S::Plain), ("CMapName", S::Plain), ("CIDSystemInfo", S::SystemInfo), ("WMode", S::Plain), ("UseCMap", S::Plain)],
        S::Encoding => &[
            ("Type", S::Plain), ("BaseEncoding", S::Plain), ("Differences", S::Plain), ("CMapName", S::Plain),
            ("CIDSystemInfo", S::SystemInfo), ("WMode", S::Plain), ("UseCMap", S::Plain),
        ],
        S::SystemInfo => &[("Registry", S::Words), ("Ordering", S::Words), ("Supplement", S::Plain)],
        S::DecodeParameters => &[
            ("K", S::Plain), ("EndOfLine", S::Plain), ("EncodedByteAlign", S::Plain), ("Columns", S::Plain), ("Rows", S::Plain),
            ("EndOfBlock", S::Plain), ("BlackIs1", S::Plain), ("DamagedRowsBeforeError", S::Plain), ("JBIG2Globals", S::Map),
            ("ColorTransform", S::Plain),
        ],
        S::Mark => &[("MCID", S::Plain), ("ActualText", S::Words), ("Alt", S::Words), ("E", S::Words), ("Lang", S::Words)],
        S::Link => &[
            ("Type", S::Plain), ("Subtype", S::Plain), ("Rect", S::Plain), ("Border", S::Plain), ("BS", S::Border), ("C", S::Plain),
            ("H", S::Plain), ("F", S::Plain), ("QuadPoints", S::Plain), ("A", S::Action), ("Dest", S::Destination),
            ("StructParent", S::Plain), ("Contents", S::Words),
        ],
        S::Action => &[("Type", S::Plain), ("S", S::Plain), ("URI", S::Words), ("D", S::Destination)],
        S::Border => &[("Type", S::Plain), ("W", S::Plain), ("S", S::Plain), ("D", S::Plain)],
        S::StructureRoot => &[
            ("Type", S::Plain), ("K", S::Structure), ("ParentTree", S::Numbers), ("ParentTreeNextKey", S::Plain), ("RoleMap", S::Roles),
        ],
        S::Structure => &[
            ("Type", S::Plain), ("S", S::Plain), ("P", S::Structure), ("Pg", S::Plain), ("K", S::Structure), ("A", S::Attributes),
            ("Alt", S::Words), ("ActualText", S::Words), ("E", S::Words), ("Lang", S::Words), ("MCID", S::Plain), ("Obj", S::Link),
        ],
        S::Attributes => &[
            ("O", S::Plain), ("ListNumbering", S::Plain), ("Scope", S::Plain), ("RowSpan", S::Plain), ("ColSpan", S::Plain),
            ("Placement", S::Plain), ("BBox", S::Plain), ("Width", S::Plain), ("Height", S::Plain), ("WritingMode", S::Plain),
            ("TextAlign", S::Plain), ("SpaceBefore", S::Plain), ("SpaceAfter", S::Plain), ("StartIndent", S::Plain),
            ("EndIndent", S::Plain), ("TextIndent", S::Plain), ("LineHeight", S::Plain), ("Summary", S::Words), ("Role", S::Plain),
        ],
        S::Numbers => &[("Nums", S::Structure), ("Kids", S::Numbers), ("Limits", S::Plain)],
        S::Outline => &[
            ("Type", S::Plain), ("First", S::Outline), ("Last", S::Outline), ("Next", S::Outline), ("Prev", S::Outline),
            ("Parent", S::Outline), ("Count", S::Plain), ("Title", S::Words), ("Dest", S::Destination), ("A", S::Action),
            ("C", S::Plain), ("F", S::Plain),
        ],
        S::Names => &[("Names", S::Destination), ("Kids", S::Names), ("Limits", S::Words)],
        S::Destination => &[("D", S::Destination)],
        S::Labels => &[("Nums", S::Label), ("Kids", S::Labels), ("Limits", S::Plain)],
        S::Label => &[("Type", S::Plain), ("S", S::Plain), ("P", S::Words), ("St", S::Plain)],
        S::MarkInfo => &[("Marked", S::Plain), ("Suspects", S::Plain)],
        _ => &[],
    }
}

/// The shape of any key's value, in dictionaries whose keys are free names.
pub(super) fn any_key(shape: Shape) -> Option<Shape> {
    Some(match shape {
        S::States => S::State,
        S::Colours => S::Colour,
        S::Patterns => S::Pattern,
        S::Shadings => S::Shading,
        S::XObjects => S::XObject,
        S::Fonts => S::Font,
        S::Marks => S::Mark,
        S::Procedures => S::Procedure,
        S::Destinations => S::Destination,
        S::Roles => S::Plain,
        _ => return None,
    })
}
