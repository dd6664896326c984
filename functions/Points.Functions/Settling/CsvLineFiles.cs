using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Points.Domain.Files;
using Points.Domain.Settling;
using Points.Functions.Spreadsheets;

namespace Points.Functions.Settling;

/// <summary>
/// Stores the lines behind statements as CSV files (RFC 4180), written once. A file is generated while it is sent, so
/// its length does not matter. A file that exists already must have the hash of the generated content.
/// </summary>
public sealed class CsvLineFiles(IWriteOnceFiles files) : IStatementLineFiles
{
    /// <summary>Describes a file in the API document.</summary>
    internal const string Description =
        "One line for each settlement line (RFC 4180, UTF-8 with a byte order mark), with exact amounts in fen. "
        + "A text that a spreadsheet would run as a formula begins with an apostrophe.";

    private const string ContentType = "text/csv; charset=utf-8";

    public async Task<string> Write(
        SettlementPeriod period,
        AccountHolder holder,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    )
    {
        using var generation = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pipe = new Pipe();
        var generatedHash = WriteCsv(pipe.Writer, holder, lines, generation.Token);
        try
        {
            var content = pipe.Reader.AsStream();
            var isNew = await files.Write(NameOf(period, holder), ContentType, content, ct);
            await content.CopyToAsync(Stream.Null, ct); // If the file existed, the rest is generated only for the hash.
            var hash = await generatedHash;
            return isNew || await FindHash(period, holder, ct) == hash
                ? hash
                : throw new InvalidDataException($"{NameOf(period, holder)} already exists with other content");
        }
        finally
        {
            // If the file could not be sent, stop generating it.
            await pipe.Reader.CompleteAsync();
            await generation.CancelAsync();
            await ((Task)generatedHash).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends a file for download, as <c>{name}.csv</c>.</summary>
    public static IResult Download(Stream file, string name) => Results.Stream(file, ContentType, $"{name}.csv");

    public Task<Stream?> Read(SettlementPeriod period, AccountHolder holder, CancellationToken ct) =>
        files.Read(NameOf(period, holder), ct);

    public async Task<string?> FindHash(SettlementPeriod period, AccountHolder holder, CancellationToken ct)
    {
        await using var content = await Read(period, holder, ct);
        return content is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
    }

    /// <returns>The SHA-256 of the file, in hexadecimal.</returns>
    private static async Task<string> WriteCsv(
        PipeWriter to,
        AccountHolder holder,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    )
    {
        using var sha = SHA256.Create();
        try
        {
            await using (var hashed = new CryptoStream(to.AsStream(leaveOpen: true), sha, CryptoStreamMode.Write))
            await using (var csv = SpreadsheetFile.To(hashed))
                await SettlementLineCsv.Write(csv, holder, lines, ct);
            await to.CompleteAsync();
            return Convert.ToHexStringLower(sha.Hash!);
        }
        catch (Exception fault)
        {
            await to.CompleteAsync(fault);
            throw;
        }
    }

    private static string NameOf(SettlementPeriod period, AccountHolder holder) =>
        $"statements/{period}/{holder.MerchantId ?? "~platform"}.csv";
}
