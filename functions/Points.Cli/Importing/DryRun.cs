using System.Globalization;
using Points.Cli.Files;
using Points.Cli.Importing.Reading;
using Points.Cli.Importing.Reporting;
using Points.Cli.Tables;

namespace Points.Cli.Importing;

/// <summary>Prints what an import would send, without sending it.</summary>
internal sealed class DryRun(InputFile file, ImportReader reader, TextWriter output)
{
    public ImportTally Tally { get; } = new(isDryRun: true);

    public void Run(CancellationToken ct)
    {
        foreach (var item in reader.Read(file))
        {
            ct.ThrowIfCancellationRequested();
            output.WriteLine(
                item.Match(
                    toPost: it => it.Match(purchase: Describe, refund: Describe, balance: Describe),
                    setAside: it => SetAside(it),
                    refused: it => Refuse(it)
                )
            );
        }
    }

    private string Describe(Transaction.Purchase purchase)
    {
        Tally.AddPlanned(purchase.Rows.Count);
        var lines = purchase.Lines.Count == 1 ? "" : Invariant($", {purchase.Lines.Count} lines");
        var refunded = purchase.Refunded == Fen.Zero ? "" : $", of which {Yuan(purchase.Refunded)} were refunded";
        return $"{LinesOf(purchase.Rows)}: order {purchase.OrderId} of {purchase.MemberId}, "
            + $"{Time(purchase.OccurredAt)}, {Yuan(purchase.Amount)}{lines}{refunded}";
    }

    private string Describe(Transaction.Refund refund)
    {
        Tally.AddPlanned(refund.Rows.Count);
        return $"{LinesOf(refund.Rows)}: refund of {refund.OrderId ?? "the latest order that has as much left"} of "
            + $"{refund.MemberId}, {Time(refund.OccurredAt)}, {Yuan(refund.Amount)}";
    }

    private string Describe(Transaction.Balance balance)
    {
        Tally.AddPlanned(balance.Rows.Count);
        var lots = balance.Lots.Select(lot =>
            Invariant($"{lot.Points} points ")
            + (lot.ExpiresOn is { } day ? Invariant($"until {day:yyyy-MM-dd}") : "for life")
        );
        return $"{LinesOf(balance.Rows)}: balance {balance.Reference} of {balance.MemberId}, {string.Join(", ", lots)}";
    }

    private string SetAside(ReadItem.SetAside item)
    {
        Tally.AddSetAside(item.Kind, item.Reason, item.Row.Line);
        return Invariant($"line {item.Row.Line}: set aside, {item.Kind}: {item.Reason}");
    }

    private string Refuse(ReadItem.Refused item)
    {
        Tally.AddRefused(item.Fault, item.Row.Line);
        return Invariant($"line {item.Row.Line}: refused, {item.Fault.Code}: {item.Fault.Reason}");
    }

    private static string LinesOf(IReadOnlyList<TableRow> rows) =>
        rows.Count == 1
            ? Invariant($"line {rows[0].Line}")
            : $"lines {string.Join(", ", rows.Select(row => row.Line.ToString(CultureInfo.InvariantCulture)))}";

    private static string Yuan(Fen amount) => Invariant($"¥{(decimal)amount.Value / Fen.PerYuan:0.00}");

    private static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
