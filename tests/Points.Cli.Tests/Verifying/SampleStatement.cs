using Microsoft.AspNetCore.Http;
using Points.Domain.Programmes;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Receipts;
using Points.Functions.Settling;
using Points.Functions.Signing;

namespace Points.Cli.Tests.Verifying;

/// <summary>
/// The signed pages of a cinema's statement: line i is a film for i points of the corner store. It can say something
/// false, as a dishonest app would sign it.
/// </summary>
internal sealed class SampleStatement(SigningKeys keys, int lineCount)
    : SignedPages<SettlementLine>(keys, DocumentTypes.Statement, "sample")
{
    public string Period { get; init; } = "2027-03";

    /// <summary>Changes a line before it is signed.</summary>
    public Func<StatementLine, StatementLine> Change { get; init; } = line => line;

    /// <summary>How many lines the statement counts, beyond those that are there.</summary>
    public int LinesTooMany { get; init; }

    public async Task<string[]> Write()
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        await ExecuteAsync(http);
        return System.Text.Encoding.ASCII.GetString(body.ToArray()).TrimEnd('\n').Split('\n');
    }

    protected override IAsyncEnumerable<SettlementLine> ListRows(CancellationToken ct) => Lines(lineCount);

    protected override async Task<ReadOnlyMemory<byte>> Format(
        PagePlace place,
        IReadOnlyList<SettlementLine> rows,
        CancellationToken ct
    )
    {
        var page = new StatementPage(
            place.Page,
            place.Previous,
            place.IsLast,
            "cinema",
            Period,
            [.. rows.Select(StatementLine.From).Select(Change)],
            place.IsLast ? await Statement(ct) : null
        );
        return ReadableJson.Serialize(page, ReceiptsJson.Default.StatementPage);
    }

    private async Task<StatementView> Statement(CancellationToken ct)
    {
        var totals = SettlementAccountTotals.Sum(await Lines(lineCount + LinesTooMany).ToArrayAsync(ct));
        return StatementView.From(
            new(SettlementPeriod.Parse(Period), new("cinema"), [new("alliance", totals)], new('0', 64)),
            PeriodStatus.Closed,
            disputes: null
        );
    }

    private static IAsyncEnumerable<SettlementLine> Lines(int count) =>
        Enumerable
            .Range(1, count)
            .Select(points => new SettlementLine(
                new(
                    $"f-{points}",
                    FlowKind.Consumed,
                    "",
                    "alliance",
                    $"e-{points}",
                    "corner-store",
                    "cinema",
                    new(points),
                    new SettlementTerms(new Fen(95), 0.0175m, SettledWhen.Consumed),
                    new(2027, 3, 10, 12, 0, 0, TimeSpan.FromHours(8)),
                    $"r-{points}"
                ),
                LineSide.Other
            ))
            .ToAsyncEnumerable();
}
