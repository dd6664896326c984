using System.Runtime.CompilerServices;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Settling;
using Points.Functions.Signing;

namespace Points.Functions.Receipts;

/// <summary>The signed lines behind a statement. They must come to what the statement says.</summary>
internal sealed class StatementPages(Statement statement, ISettlementAccounts accounts, SigningKeys keys)
    : SignedPages<SettlementLine>(keys, DocumentTypes.Statement, $"{statement.Holder}-{statement.Period}")
{
    private readonly SortedDictionary<string, SettlementAccountTotals> _totals = new(StringComparer.Ordinal);

    protected override async IAsyncEnumerable<SettlementLine> ListRows([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var account in accounts.List(statement.Period, statement.Holder, ct))
        await foreach (var line in accounts.ListLines(account, ct))
            yield return line;
    }

    /// <exception cref="InvalidDataException">The lines do not come to the statement.</exception>
    protected override Task<ReadOnlyMemory<byte>> Format(
        PagePlace place,
        IReadOnlyList<SettlementLine> rows,
        CancellationToken ct
    )
    {
        foreach (var programme in rows.GroupBy(line => line.Flow.ProgrammeId, StringComparer.Ordinal))
            _totals[programme.Key] =
                _totals.GetValueOrDefault(programme.Key, SettlementAccountTotals.Zero)
                + SettlementAccountTotals.Sum(programme);
        if (place.IsLast && !statement.Programmes.Select(it => (it.ProgrammeId, it.Totals)).SequenceEqual(Totals))
            throw new InvalidDataException(
                $"the lines of {statement.Holder} in {statement.Period} do not add up to its statement"
            );
        var page = new StatementPage(
            place.Page,
            place.Previous,
            place.IsLast,
            statement.Holder.ToString(),
            statement.Period.ToString(),
            [.. rows.Select(StatementLine.From)],
            place.IsLast ? StatementView.From(statement, PeriodStatus.Closed, disputes: null) : null
        );
        return Task.FromResult(ReadableJson.Serialize(page, ReceiptsJson.Default.StatementPage));
    }

    private IEnumerable<(string ProgrammeId, SettlementAccountTotals Totals)> Totals =>
        _totals.Select(it => (it.Key, it.Value));
}
