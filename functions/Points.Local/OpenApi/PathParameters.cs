using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Local.OpenApi;

/// <summary>The parameters in paths: what one may be follows from its name.</summary>
internal static partial class PathParameters
{
    /// <summary>An idempotency key, and what stands for one.</summary>
    public static JsonObject Key =>
        new() { ["type"] = "string", ["pattern"] = $"^[!-~]{{1,{Request.IdempotencyKeyLengthMax}}}$" };

    public static IEnumerable<string> NamesIn(string route) =>
        Name().Matches(route).Select(name => name.Groups["name"].Value);

    public static (JsonObject Schema, string? Description) Describe(string name) =>
        name switch
        {
            "period" => (
                new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-(0[1-9]|1[0-2])$" },
                "A month, as `2027-03`."
            ),
            "number" => (
                new()
                {
                    ["type"] = "integer",
                    ["format"] = "int32",
                    ["minimum"] = 1,
                },
                "Of the revision."
            ),
            "code" => (new() { ["type"] = "string" }, "Of the voucher."),
            "id" => (new() { ["type"] = "string" }, "Of the notice."),
            "messageId" => (Key, "Of the message, as its sender named it."),
            _ when name.EndsWith("Id", StringComparison.Ordinal) => (
                new() { ["type"] = "string", ["pattern"] = FieldReader.IdPattern },
                null
            ),
            _ => throw new InvalidOperationException($"it is not known what {name} in a path may be"),
        };

    [GeneratedRegex(
        @"\{(?<name>\w+)\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Name();
}
