using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Domain.Reading;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>A flow as a message carries it.</summary>
public static class FlowJson
{
    private const int IdLengthMax = 128;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ReadOnlyMemory<byte> Write(PointsFlow flow) =>
        ReadableJson.Serialize(FlowDocument.From(flow), DocumentJson.Default.FlowDocument);

    /// <exception cref="InvalidDataException">It is no flow.</exception>
    public static PointsFlow Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Validated(
                JsonSerializer.Deserialize(json, DocumentJson.Default.FlowDocument)
                    ?? throw new InvalidDataException("it is null")
            );
        }
        catch (Exception fault)
            when (fault is JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException($"it is no flow of points: {fault.Message}", fault);
        }
    }

    /// <summary>One that could not be booked would fail others that are booked with it: so all that is asked of it then is asked now.</summary>
    private static PointsFlow Validated(FlowDocument it)
    {
        foreach (var id in (string?[])[it.MemberId, it.ProgrammeId, it.Issuer, it.Other ?? it.Issuer])
            if (id is null || !FieldReader.IsId(id))
                throw new InvalidDataException("it is no flow of points: an id is missing or none");
        if (it is not { FlowId.Length: > 0 and <= IdLengthMax, EntryId.Length: > 0 and <= IdLengthMax })
            throw new InvalidDataException("it is no flow of points: flowId or entryId is missing or too long");
        if (it.At < Earliest || it.At > Latest)
            throw new InvalidDataException(
                $"it is no flow of points: at must be from {Earliest:yyyy} to {Latest:yyyy}"
            );
        var flow = it.ToFlow();
        foreach (var line in SettlementLine.FromFlow(flow))
            _ = (line.Column, line.Amounts, AccountKey.ForLine(line));
        return flow;
    }
}
