using System.IO.Pipelines;
using System.Security.Cryptography;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Points.Domain.Files;
using Points.Domain.Settling;

namespace Points.Functions.Settling;

/// <summary>
/// Statements' lines as CSV files (RFC 4180) that are written once. A file is made while it is sent, so its length does not
/// matter; its hash is of what was made, and what is there already must have the same.
/// </summary>
public sealed class CsvLineFiles(IWriteOnceFiles files) : IStatementLineFiles
{
    private const string ContentType = "text/csv; charset=utf-8";

    public async Task<string> Write(
        SettlementPeriod period,
        AccountHolder holder,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    )
    {
        using var making = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pipe = new Pipe();
        var made = WriteCsv(pipe.Writer, holder, lines, making.Token);
        try
        {
            var sent = pipe.Reader.AsStream();
            var isNew = await files.Write(NameOf(period, holder), ContentType, sent, ct);
            await sent.CopyToAsync(Stream.Null, ct); // Of a file that is there already, the rest is made for its hash.
            var hash = await made;
            return isNew || await FindHash(period, holder, ct) == hash
                ? hash
                : throw new InvalidDataException($"{NameOf(period, holder)} is there and is another file");
        }
        finally
        {
            // Where it could not be sent, nobody goes on making it.
            await pipe.Reader.CompleteAsync();
            await making.CancelAsync();
            await ((Task)made).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A file as a browser saves it.</summary>
    public static IResult Download(Stream file, string name) => Results.Stream(file, ContentType, $"{name}.csv");

    public Task<Stream?> Read(SettlementPeriod period, AccountHolder holder, CancellationToken ct) =>
        files.Read(NameOf(period, holder), ct);

    public async Task<string?> FindHash(SettlementPeriod period, AccountHolder holder, CancellationToken ct)
    {
        await using var there = await Read(period, holder, ct);
        return there is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(there, ct));
    }

    /// <returns>The hash of the file.</returns>
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
            await using (var csv = CsvWriter.Create(hashed))
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
