using System.Security.Cryptography;
using Emulators.CosmosDb.Journal;

namespace Emulators.Tests.CosmosDb.Journal;

/// <summary>What was flushed to the journal is there again, whatever happened to the bytes behind it.</summary>
public sealed class CommitJournalTests : IDisposable
{
    private const int Mebibyte = 1024 * 1024;

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_are_replayed_in_order()
    {
        using (var journal = _folder.Open())
            AppendRandom(journal, records: 50);

        AssertReplays(_folder.Appended);
    }

    [Fact]
    public void Only_records_with_changes_that_the_tables_lack_are_replayed()
    {
        using (var journal = _folder.Open())
            AppendRandom(journal, records: 20);
        var filled = _folder.Appended[11].Last;

        AssertReplays(_folder.Appended.Skip(12), filled);
    }

    [Theory]
    [InlineData(Tail.Missing)]
    [InlineData(Tail.Zeros)]
    [InlineData(Tail.Garbage)]
    public void A_file_that_was_cut_at_any_byte_has_every_record_before_it(Tail tail)
    {
        using (var journal = _folder.Open())
            AppendRandom(journal, records: 12);
        var file = Assert.Single(_folder.Files);
        var whole = File.ReadAllBytes(file);
        var ends = EndsOfRecords();

        for (var cut = 0; cut <= ends[^1] + 8; cut++)
        {
            var bytes = Cut(whole, cut, tail);
            File.WriteAllBytes(file, bytes);

            AssertReplays(_folder.Appended.TakeWhile((it, i) => IsWhole(bytes, whole, ends[i], it.Changes)));
        }
    }

    [Fact]
    public void After_a_cut_new_records_follow_the_last_whole_one()
    {
        using (var journal = _folder.Open())
            AppendRandom(journal, records: 6);
        var file = Assert.Single(_folder.Files);
        File.WriteAllBytes(file, Cut(File.ReadAllBytes(file), (int)EndsOfRecords()[4] + 20, Tail.Garbage));
        _folder.Appended.RemoveAt(5);

        using (var journal = _folder.Open())
        {
            Assert.Equal(_folder.Appended[^1].Last, journal.LastSequence);
            AppendRandom(journal, records: 3);
        }

        AssertReplays(_folder.Appended);
    }

    [Fact]
    public void Any_damaged_byte_before_another_record_is_found()
    {
        using (var journal = _folder.Open())
            AppendRandom(journal, records: 4);
        var file = Assert.Single(_folder.Files);
        var whole = File.ReadAllBytes(file);
        var ends = EndsOfRecords();

        for (var at = JournalSegment.HeaderBytes; at < ends[^2]; at++)
        {
            // The last bytes of a record only fill it up.
            if (ends.Any(end => at < end && at >= end - JournalFrame.Alignment))
                continue;
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(file, damaged);

            var refusal = Assert.Throws<InvalidDataException>(() => _folder.Replay());
            Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_file_is_found()
    {
        using (var journal = _folder.Open())
            AppendLarge(journal, Mebibyte, records: 50);
        Assert.True(_folder.Files.Count >= 3);
        File.Delete(_folder.Files[1]);

        var refusal = Assert.Throws<InvalidDataException>(() => _folder.Replay());
        Assert.Contains("lacks the changes from", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_whose_changes_are_in_the_tables_are_used_again_and_what_they_held_is_not_replayed()
    {
        using (var journal = _folder.Open())
        {
            AppendLarge(journal, Mebibyte, records: 100);
            Assert.True(journal.CanCut(journal.LastSequence));
            journal.Cut(journal.LastSequence);
            AppendRandom(journal, records: 1);
            AppendLarge(journal, Mebibyte, records: 20);
        }

        Assert.True(_folder.Files.Count <= 4);
        AssertReplays(_folder.Appended.Skip(100), _folder.Appended[99].Last);
    }

    [Fact]
    public void A_record_larger_than_a_file_is_kept_whole()
    {
        using (var journal = _folder.Open())
            AppendLarge(journal, 20 * Mebibyte, records: 2);

        AssertReplays(_folder.Appended);
    }

    private void AppendRandom(CommitJournal journal, int records)
    {
        var random = new Random(records);
        for (var i = 0; i < records; i++)
        {
            var changes = new byte[random.Next(0, 200)];
            random.NextBytes(changes);
            _folder.Append(journal, changes, count: random.Next(1, 5));
        }
    }

    private void AppendLarge(CommitJournal journal, int size, int records)
    {
        for (var i = 0; i < records; i++)
        {
            var changes = new byte[size];
            changes.AsSpan().Fill((byte)(i + 1));
            _folder.Append(journal, changes);
        }
    }

    private void AssertReplays(IEnumerable<(byte[] Changes, long Last)> expected, long filled = 0) =>
        Assert.Equal(
            expected.Select(it => Convert.ToHexString(SHA256.HashData(it.Changes))),
            _folder.Replay(filled).Select(it => Convert.ToHexString(SHA256.HashData(it)))
        );

    /// <summary>Whether a record has all its bytes. Those behind its changes only fill it up.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> cut, ReadOnlySpan<byte> whole, long end, byte[] changes)
    {
        var start = (int)(end - JournalFrame.LengthOf(changes.Length));
        var length = JournalFrame.HeaderBytes + changes.Length;
        return cut.Length >= start + length && cut.Slice(start, length).SequenceEqual(whole.Slice(start, length));
    }

    private List<long> EndsOfRecords()
    {
        long end = JournalSegment.HeaderBytes;
        return [.. _folder.Appended.Select(it => end += JournalFrame.LengthOf(it.Changes.Length))];
    }

    private static byte[] Cut(byte[] whole, int at, Tail tail)
    {
        if (tail == Tail.Missing)
            return whole[..at];
        var cut = new byte[whole.Length];
        if (tail == Tail.Garbage)
            new Random(at).NextBytes(cut);
        whole.AsSpan(0, at).CopyTo(cut);
        return cut;
    }

    /// <summary>What is found behind the place at which writing ended.</summary>
    public enum Tail
    {
        Missing,
        Zeros,
        Garbage,
    }
}
