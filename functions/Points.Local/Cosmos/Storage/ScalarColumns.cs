using Points.Local.Cosmos.Documents;
using Points.Local.Sqlite;
using SQLitePCL;

namespace Points.Local.Cosmos.Storage;

/// <summary>
/// JSON values in SQLite's columns. Values outside SQL's types are kept as one-byte blobs, which SQLite sorts after
/// numbers and text: null, false, true, and "an object or array".
/// </summary>
internal static class ScalarColumns
{
    public static Statement Bind(this Statement statement, int parameter, in Scalar value) =>
        value.Kind switch
        {
            ScalarKind.Integer => statement.Bind(parameter, value.Integer),
            ScalarKind.Real => statement.Bind(parameter, value.Real),
            ScalarKind.Text => statement.Bind(parameter, value.Text!),
            ScalarKind.Undefined => statement.BindNull(parameter),
            ScalarKind.Null or ScalarKind.False or ScalarKind.True or ScalarKind.Composite => statement.Bind(
                parameter,
                [(byte)value.Kind]
            ),
        };

    public static Scalar ReadScalar(this Statement statement, int column) =>
        statement.Type(column) switch
        {
            raw.SQLITE_INTEGER => Documents.Scalar.Of(statement.Int64(column)),
            raw.SQLITE_FLOAT => Documents.Scalar.Of(statement.Double(column)),
            raw.SQLITE_TEXT => Documents.Scalar.Of(statement.Text(column)),
            raw.SQLITE_BLOB => new Scalar((ScalarKind)statement.Blob(column)[0]),
            _ => Documents.Scalar.Undefined,
        };
}
