using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Queries;

/// <summary>
/// Ordered queries over several physical ranges. Each range answers in order, and the SDK merges the answers. The
/// SDK asks for a plan, sends each range the rewritten query of the plan, and needs each document together with
/// its sort value.
/// </summary>
internal static class CrossRangeOrder
{
    // The SDK replaces this by "true" when it starts, and by a comparison when it resumes from a token.
    private const string ResumeFilter = "{documentdb-formattableorderbyquery-filter}";
    private const string Mark = "MERGED (";
    private const string MarkOfStart = "MERGED (true) ";

    /// <summary>Writes the plan of an ordered query: how to merge, and the rewritten query for each range.</summary>
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

    /// <summary>Returns the original query, and whether the text was the rewritten query of a plan.</summary>
    /// <exception cref="RequestRefusedException">The SDK resumes a merged query from a token.</exception>
    public static (string Sql, bool IsMerged) ParseRewritten(string sql) =>
        sql.StartsWith(MarkOfStart, StringComparison.Ordinal) ? (sql[MarkOfStart.Length..], true)
        : sql.StartsWith(Mark, StringComparison.Ordinal)
            ? throw new RequestRefusedException(
                400,
                "An ordered query over several physical ranges cannot be resumed from a token here. Read all its pages."
            )
        : (sql, false);

    /// <summary>Wraps a document with its sort value, as the SDK needs it to merge.</summary>
    public static byte[] WriteOrderedDocument(byte[] document, string resourceId, in Scalar sortValue)
    {
        var output = new ArrayBufferWriter<byte>(document.Length + 128);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("_rid", resourceId);
            writer.WriteStartArray("orderByItems");
            writer.WriteStartObject();
            writer.WritePropertyName("item");
            Write(writer, sortValue);
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
