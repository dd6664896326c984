using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Domain.Reading;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Writes and reads flows of points as messages carry them.</summary>
public static class FlowJson
{
    private const int IdLengthMax = 128;
    private const string NotAFlow = "the message is not a flow of points";
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ReadOnlyMemory<byte> Write(PointsFlow flow) =>
        ReadableJson.Serialize(FlowDocument.From(flow), DocumentJson.Default.FlowDocument);

    /// <exception cref="InvalidDataException">The JSON is not a valid flow.</exception>
    public static PointsFlow Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Validated(
                JsonSerializer.Deserialize(json, DocumentJson.Default.FlowDocument)
                    ?? throw new InvalidDataException("the JSON is null")
            );
        }
        catch (Exception fault)
            when (fault is JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException($"{NotAFlow}: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// Refuses every value that would make booking fail. Flows are booked together, so one bad flow would fail the
    /// others.
    /// </summary>
    private static PointsFlow Validated(FlowDocument it)
    {
        foreach (var id in (string?[])[it.LedgerKey, it.ProgrammeId, it.Issuer, it.Other ?? it.Issuer])
            if (id is null || !FieldReader.IsId(id))
                throw new InvalidDataException($"{NotAFlow}: an id is missing or invalid");
        if (it is not { FlowId.Length: > 0 and <= IdLengthMax, EntryId.Length: > 0 and <= IdLengthMax })
            throw new InvalidDataException($"{NotAFlow}: flowId or entryId is missing or too long");
        if (it.At < Earliest || it.At > Latest)
            throw new InvalidDataException($"{NotAFlow}: at must be from {Earliest:yyyy} to {Latest:yyyy}");
        var flow = it.ToFlow();
        // Booking computes these for each line; they throw on values that are out of range.
        foreach (var line in SettlementLine.FromFlow(flow))
            _ = (line.Column, line.Amounts, SettlementAccountKey.ForLine(line));
        return flow;
    }
}
