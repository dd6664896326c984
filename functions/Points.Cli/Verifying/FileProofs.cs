using System.Text;
using System.Text.Json;
using Points.Cli.Hosts;
using Points.Domain.Relaying;
using Points.Domain.Verifying;

namespace Points.Cli.Verifying;

/// <summary>
/// Verifies saved answers of a host: pages of proofs, of one ledger or of several, and anchors. A file has one or more
/// of them, one after the other.
/// </summary>
internal sealed class FileProofs(VerifyTally tally)
{
    private readonly List<LedgerProof> _pages = [];
    private readonly AnchoredHeads _anchored = new();

    /// <exception cref="CommandException">The file cannot be read, or has something else.</exception>
    public void Read(string path)
    {
        try
        {
            ReadValues(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            throw new CommandException($"{path} is not a saved proof: {fault.Message}", fault);
        }
    }

    /// <summary>Verifies what was read.</summary>
    /// <exception cref="CommandException">Pages of a proof are missing.</exception>
    public void Verify()
    {
        tally.Heads = _anchored.Count;
        foreach (var pages in _pages.GroupBy(page => (page.LedgerKey, page.ProgrammeId)))
        {
            if (pages.Last().Next is not null)
                throw new CommandException(
                    $"The proof of {pages.Key.LedgerKey}/{pages.Key.ProgrammeId} is not whole: "
                        + "its last page has a next."
                );
            try
            {
                var ledger = LedgerProof.Join([.. pages]);
                tally.Add(ledger, LedgerVerifier.Verify(ledger, _anchored));
            }
            catch (InvalidDataException fault)
            {
                tally.Add([new($"{pages.Key.LedgerKey}/{pages.Key.ProgrammeId}", EntryId: null, fault.Message)]);
            }
        }
    }

    private void ReadValues(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            using var value = JsonDocument.ParseValue(ref reader);
            ReadValue(value.RootElement);
        }
    }

    private void ReadValue(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                ReadValue(item);
        else if (value.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("it has something else than objects");
        else if (value.TryGetProperty("items", out var items))
            ReadValue(items);
        else if (value.TryGetProperty("heads", out var heads))
            foreach (var head in heads.EnumerateArray())
                _anchored.Add(ReadHead(head));
        else
            _pages.Add(LedgerProof.FromJson(Encoding.UTF8.GetBytes(value.GetRawText())));
    }

    /// <summary>The files of anchors have another name for the ledger than the API.</summary>
    private static AnchoredHead ReadHead(JsonElement head) =>
        (head.TryGetProperty("ledger", out var name) || head.TryGetProperty("wallet", out name))
        && head.TryGetProperty("sequence", out var sequence)
        && head.TryGetProperty("hash", out var hash)
            ? new(name.GetString() ?? "", sequence.GetInt64(), hash.GetString() ?? "")
            : throw new InvalidDataException("a head must have ledger, sequence and hash");
}
