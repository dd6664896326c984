using Emulators.CosmosDb.Documents;
using Emulators.Sqlite;
using SQLitePCL;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// Stores JSON values in SQLite columns. Null, false, true, and objects or arrays have no SQL type: they are stored as
/// blobs of one byte, which SQLite sorts after numbers and text.
/// </summary>
internal static class ScalarColumns
{
    public static SqlStatement Bind(this SqlStatement statement, int parameter, in Scalar value) =>
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

    public static Scalar ReadScalar(this SqlStatement statement, int column) =>
        statement.GetValueType(column) switch
        {
            raw.SQLITE_INTEGER => Scalar.Of(statement.GetInt64(column)),
            raw.SQLITE_FLOAT => Scalar.Of(statement.GetDouble(column)),
            raw.SQLITE_TEXT => Scalar.Of(statement.GetText(column)),
            raw.SQLITE_BLOB => new Scalar((ScalarKind)statement.GetBlob(column)[0]),
            _ => Scalar.Undefined,
        };
}
