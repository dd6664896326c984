using System.Text.Json;
using Points.Domain.Settling;
using Points.Functions.Receipts;
using Points.Functions.Settling;

namespace Points.Cli.Verifying;

/// <summary>The lines behind a statement. Each amount follows from its price, and all of them make the statement.</summary>
internal sealed class StatementContent : ISignedContent
{
    private readonly SortedDictionary<string, SettlementAccountTotals> _totals = new(StringComparer.Ordinal);
    private (string MerchantId, string Period)? _subject;
    private StatementView? _statement;
    private int _pages;

    public string Type => DocumentTypes.Statement;

    public void Add(ReadOnlyMemory<byte> payload, LineInFile line)
    {
        var page = SignedFile.ReadPayload(payload, ReceiptsJson.Default.StatementPage, line.What);
        line.Expect(page.Page, page.Previous, isAfterLast: _statement is not null);
        _subject ??= (page.MerchantId, page.Period);
        if (_subject != (page.MerchantId, page.Period))
            throw new SignedFileFault($"{line.What} is of another statement.");
        var lines = page.Lines.Select(it => Recalculate(it, page.MerchantId, line.What)).ToArray();
        foreach (var programme in lines.GroupBy(it => it.Flow.ProgrammeId, StringComparer.Ordinal))
            _totals[programme.Key] =
                _totals.GetValueOrDefault(programme.Key, SettlementAccountTotals.Zero)
                + SettlementAccountTotals.Sum(programme);
        (_statement, _pages) = (page.IsLast ? page.Statement : null, line.Number);
    }

    public string Conclude(string path)
    {
        if (_statement is not { } said || SettlementPeriod.TryParse(said.Period) is not { } period)
            throw new SignedFileFault(
                FormattableString.Invariant(
                    $"{path} ends after page {_pages}, which is not the last: pages are missing."
                )
            );
        var recalculated = StatementView.From(
            new Statement(
                period,
                new(said.MerchantId),
                [.. _totals.Select(it => new ProgrammeStatement(it.Key, it.Value))],
                said.Sha256
            ),
            PeriodStatus.Closed,
            disputes: null
        );
        if (TextOf(recalculated) != TextOf(said))
            throw new SignedFileFault(
                FormattableString.Invariant(
                    $"The lines come to {recalculated.NetFen} fen, with {recalculated.LineCount} lines, but not to the statement, which says {said.NetFen} fen and {said.LineCount} lines."
                )
            );
        return FormattableString.Invariant(
            $"The statement of {said.MerchantId} for {said.Period} holds: its {said.LineCount} lines come to {said.NetFen} fen, as it says."
        );
    }

    private static SettlementLine Recalculate(StatementLine said, string merchantId, string what)
    {
        try
        {
            var line = said.Recalculate(merchantId);
            return TextOf(StatementLine.From(line) with { LineId = said.LineId }) == TextOf(said)
                ? line
                : throw new SignedFileFault(
                    $"{what} has line {said.LineId}, whose amounts do not follow from its price."
                );
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidOperationException)
        {
            throw new SignedFileFault($"{what} has line {said.LineId}, which cannot be calculated.", fault);
        }
    }

    private static string TextOf(StatementLine line) =>
        JsonSerializer.Serialize(line, ReceiptsJson.Default.StatementLine);

    private static string TextOf(StatementView statement) =>
        JsonSerializer.Serialize(statement, ReceiptsJson.Default.StatementView);
}
