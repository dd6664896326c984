using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Cli.Importing.Formats;

namespace Points.Cli.Importing.Mappings;

/// <summary>Reads mappings: those that come with the command, by name, and others by their path.</summary>
internal static class MappingFile
{
    private const string Extension = ".json",
        ResourcePrefix = "mappings/";
    private const long BytesMax = 1024 * 1024;

    /// <summary>
    /// A word that no mapping has is refused. The generated reader would lose the defaults of a record.
    /// </summary>
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    /// <summary>The names of the mappings that come with the command.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(it => it.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(it => it[ResourcePrefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="CommandException">There is no such mapping, or it is invalid.</exception>
    public static ImportMapping Read(string nameOrPath)
    {
        if (string.IsNullOrWhiteSpace(nameOrPath))
            throw new CommandException("The mapping must have a name.");
        using var text = Open(nameOrPath);
        try
        {
            var mapping =
                JsonSerializer.Deserialize<ImportMapping>(text, Strict)
                ?? throw new CommandException($"The mapping {nameOrPath} is not a JSON object.");
            return FindError(mapping) is { } error
                ? throw new CommandException($"The mapping {nameOrPath} is invalid: {error}.")
                : mapping;
        }
        catch (JsonException fault)
        {
            var at = fault.LineNumber is { } line ? $"line {line + 1}" : fault.Path ?? "its start";
            throw new CommandException(
                $"The mapping {nameOrPath} does not follow docs/import-mapping.schema.json: see {at}.",
                fault
            );
        }
    }

    private static Stream Open(string nameOrPath)
    {
        if (Names.Contains(nameOrPath))
            return Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + nameOrPath + Extension)!;
        if (Directory.Exists(nameOrPath))
            throw new CommandException($"The mapping {nameOrPath} cannot be read: it is a folder.");
        if (!File.Exists(nameOrPath))
            throw new CommandException(
                $"There is no mapping {nameOrPath}: give the path of a file, or one of {string.Join(", ", Names)}."
            );
        try
        {
            return new FileInfo(nameOrPath).Length <= BytesMax
                ? File.OpenRead(nameOrPath)
                : throw new CommandException($"The mapping {nameOrPath} is longer than {BytesMax >> 20} MiB.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The mapping {nameOrPath} cannot be read: {fault.Message}", fault);
        }
    }

    private static string? FindError(ImportMapping mapping)
    {
        var columns = mapping.Columns;
        if (
            ((IReadOnlyList<string>[])[columns.Order, columns.Date, columns.Customer, columns.Amount]).Any(it =>
                it is []
            )
        )
            return "columns must name order, date, customer and amount";
        if (mapping.Encoding is { } encoding && FileEncoding.NameOf(encoding) is null)
            return $"encoding {encoding} is unknown";
        if (mapping.Separator is { } separator && (separator.Length != 1 || separator[0] >= 128))
            return "separator must be one ASCII character";
        if (mapping.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return $"timeZone {zone} is unknown";
        if (mapping.DateFormat is { } dates && (dates is [] || dates.Any(it => DateFormat.Parse(it) is null)))
            return $"dateFormat must be {DateFormat.Rule}";
        if (
            mapping.DateFormat is { Count: > 1 } several
            && several.Any(it => DateFormat.Parse(it) is not DateFormat.Patterns)
        )
            return "dateFormat may have several entries only if all are patterns";
        if (mapping.NumberFormat is { } numbers && NumberFormats.Parse(numbers) is null)
            return $"numberFormat must be {NumberFormats.Rule}";
        if (mapping.Refunds == RefundTarget.Named && columns.RefundOf is [])
            return "refunds named needs columns.refundOf";
        return mapping.Rules.Any(it => it.SetAside is null != it.Refund)
            ? "each rule must have either setAside or refund true"
            : null;
    }
}
