using Points.Functions.Receipts;

namespace Points.Cli.Verifying;

/// <summary>A receipt of one entry.</summary>
internal sealed class ReceiptContent : ISignedContent
{
    private EntryReceipt? _receipt;

    public string Type => DocumentTypes.Receipt;

    public void Add(ReadOnlyMemory<byte> payload, LineInFile line) =>
        _receipt = _receipt is null
            ? SignedFile.ReadPayload(payload, ReceiptsJson.Default.EntryReceipt, line.What)
            : throw new SignedFileFault($"{line.What} is a second receipt: check each in a file of its own.");

    public string Conclude(string path)
    {
        var (receipt, entry) = (_receipt!, _receipt!.Entry);
        return FormattableString.Invariant(
            $"The receipt holds: entry {entry.EntryId} ({entry.Kind}) of {receipt.MemberId} in {receipt.ProgrammeId} moved {entry.Points} points at {entry.At:O}, and is number {receipt.Sequence} of ledger {receipt.Ledger} with the hash {entry.Hash}."
        );
    }
}
