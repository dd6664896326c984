using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Queries;

/// <summary>
/// Order across several physical ranges. Each range answers in order, and the SDK merges them: it asks for a plan, sends
/// the text that the plan gives it, and wants every document wrapped with the value that it is ordered by.
/// </summary>
internal static class CrossRangeOrder
{
    // The SDK puts "true" here on a first page, and a comparison of its own when it resumes from a token.
    private const string ResumeFilter = "{documentdb-formattableorderbyquery-filter}";
    private const string Mark = "MERGED (";
    private const string FirstPages = "MERGED (true) ";

    public static byte[] Plan(DocumentQuery query, string sql)
    {
        var info = new JsonObject
        {
            ["orderBy"] = new JsonArray(query.Descending ? "Descending" : "Ascending"),
            ["orderByExpressions"] = new JsonArray("c" + query.OrderBy!.Text.Replace('/', '.')),
            ["rewrittenQuery"] = $"{Mark}{ResumeFilter}) {sql}",
        };
        var all = new JsonObject
        {
            ["min"] = "",
            ["max"] = "FF",
            ["isMinInclusive"] = true,
            ["isMaxInclusive"] = false,
        };
        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["partitionedQueryExecutionInfoVersion"] = 2,
                ["queryInfo"] = info,
                ["queryRanges"] = new JsonArray(all),
            }
        );
    }

    /// <summary>The query's own text, and whether it came by way of a plan.</summary>
    public static (string Sql, bool IsMerged) ParseRewritten(string sql) =>
        sql.StartsWith(FirstPages, StringComparison.Ordinal) ? (sql[FirstPages.Length..], true)
        : sql.StartsWith(Mark, StringComparison.Ordinal)
            ? throw new RequestRefusedException(
                400,
                "An ordered query over several physical ranges is not continued from a token here; read it in one go."
            )
        : (sql, false);

    public static byte[] WriteOrderedDocument(byte[] document, string resourceId, in Scalar value)
    {
        var output = new ArrayBufferWriter<byte>(document.Length + 128);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("_rid", resourceId);
            writer.WriteStartArray("orderByItems");
            writer.WriteStartObject();
            writer.WritePropertyName("item");
            Write(writer, value);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WritePropertyName("payload");
            writer.WriteRawValue(document, skipInputValidation: true);
            writer.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, in Scalar value)
    {
        switch (value.Kind)
        {
            case ScalarKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case ScalarKind.Integer:
                writer.WriteNumberValue(value.Integer);
                break;
            case ScalarKind.Real:
                writer.WriteNumberValue(value.Real);
                break;
            case ScalarKind.True or ScalarKind.False:
                writer.WriteBooleanValue(value.Kind == ScalarKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
