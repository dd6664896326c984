using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Reading;

namespace Points.Cli.OpenApi;

/// <summary>Describes the parameters in paths. The name of a parameter determines its schema.</summary>
internal static partial class PathParameters
{
    /// <summary>The schema of an idempotency key or a message id.</summary>
    public static JsonObject Key =>
        new() { ["type"] = "string", ["pattern"] = $"^[!-~]{{1,{Request.IdempotencyKeyLengthMax}}}$" };

    public static IEnumerable<string> NamesIn(string route) =>
        Name().Matches(route).Select(name => name.Groups["name"].Value);

    public static (JsonObject Schema, string? Description) Describe(string name) =>
        name switch
        {
            "period" => (
                new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-(0[1-9]|1[0-2])$" },
                "A month, such as `2027-03`."
            ),
            "number" => (
                new()
                {
                    ["type"] = "integer",
                    ["format"] = "int32",
                    ["minimum"] = 1,
                },
                "The number of the revision."
            ),
            "code" => (new() { ["type"] = "string" }, "The code of the voucher."),
            "id" => (new() { ["type"] = "string" }, "The id of the notice."),
            "queue" => (
                new() { ["type"] = "string", ["pattern"] = FieldReader.IdPattern },
                $"The name of the queue: `{string.Join("`, `", Queues.All)}`."
            ),
            "ledgerKey" => (
                new() { ["type"] = "string", ["pattern"] = FieldReader.IdPattern },
                "The key that names the ledgers of one member."
            ),
            "messageId" => (Key, "The id that the sender gave the message."),
            _ when name.EndsWith("Id", StringComparison.Ordinal) => (
                new() { ["type"] = "string", ["pattern"] = FieldReader.IdPattern },
                null
            ),
            _ => throw new InvalidOperationException($"There is no schema for the path parameter {name}."),
        };

    [GeneratedRegex(
        @"\{(?<name>\w+)\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Name();
}
