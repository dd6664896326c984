using System.Security.Cryptography;
using Points.Domain.Programmes;
using Points.Domain.Settling;
using Points.Functions.Settling;
using Points.Functions.Tests.Archive;

namespace Points.Functions.Tests.Settling;

/// <summary>The files with statements' lines, in Azurite's Blob storage.</summary>
[Collection(nameof(Azurite))]
public sealed class LineFileTests(Azurite azurite)
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 10, 4, 0, 0, TimeSpan.Zero);
    private readonly AccountHolder _cinema = new($"cinema-{Guid.NewGuid():N}");
    private readonly SettlementPeriod _march = SettlementPeriod.Parse("2027-03");
    private readonly CsvLineFiles _files = new(azurite.Files());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_read_back_and_has_the_hash_that_its_write_returned()
    {
        var hash = await Write(2);

        using var file = new MemoryStream();
        await (await _files.Read(_march, _cinema, Ct))!.CopyToAsync(file, Ct);
        var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(file.ToArray())));
        Assert.Equal(
            [
                "\uFEFFlineId,at,programmeId,kind,counterparty,points,"
                    + "issuedFen,honouredFen,reversedFen,compensationFen,feesFen,netFen,reference",
                $"{Line(0).LineId},2027-03-10T04:00:00.0000000Z,alliance,consumed,corner-store,333,"
                    + "0,316.35,0,0,-5.536125,310.813875,\"r \"\"0\"\", a\"",
                $"{Line(1).LineId},2027-03-10T04:00:01.0000000Z,alliance,consumed,corner-store,334,"
                    + "0,317.3,0,0,-5.55275,311.74725,'=1+1",
            ],
            text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Fact]
    public async Task The_same_content_again_is_accepted_and_other_content_is_refused()
    {
        var hash = await Write(2);

        Assert.Equal(hash, await Write(2));
        await Assert.ThrowsAsync<InvalidDataException>(() => Write(3));
        Assert.Equal(hash, await _files.FindHash(_march, _cinema, Ct));
    }

    [Fact]
    public async Task A_file_is_generated_while_it_is_sent_so_memory_does_not_grow_with_its_length()
    {
        const int lines = 60_000;
        var hash = await Write(lines);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(
            hash,
            await Write(
                lines,
                checkedAt: line =>
                {
                    if (line == lines / 2)
                        Assert.InRange(
                            GC.GetTotalMemory(forceFullCollection: true) - before,
                            long.MinValue,
                            12 * 1024 * 1024
                        );
                }
            )
        );
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_leave_no_file()
    {
        await Assert.ThrowsAsync<IOException>(() =>
            Write(
                5,
                checkedAt: line =>
                {
                    if (line == 3)
                        throw new IOException("gone");
                }
            )
        );

        Assert.Null(await _files.Read(_march, _cinema, Ct));
        await Write(5);
    }

    private Task<string> Write(int lines, Action<int>? checkedAt = null) =>
        _files.Write(_march, _cinema, Lines(lines, checkedAt), Ct);

    private static async IAsyncEnumerable<SettlementLine> Lines(int count, Action<int>? checkedAt)
    {
        for (var i = 0; i < count; i++)
        {
            if (i % 1_000 == 0)
                await Task.Yield();
            checkedAt?.Invoke(i);
            yield return Line(i);
        }
    }

    private static SettlementLine Line(int i) =>
        new(
            new PointsFlow(
                $"flow-{i}",
                FlowKind.Consumed,
                "key-1",
                "alliance",
                $"e-{i}",
                "corner-store",
                "cinema",
                new(333 + i),
                new(new(95), 0.0175m, SettledWhen.Consumed),
                Noon.AddSeconds(i),
                i == 1 ? "=1+1" : $"r \"{i}\", a"
            ),
            LineSide.Other
        );
}
