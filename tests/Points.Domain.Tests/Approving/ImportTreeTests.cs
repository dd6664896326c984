using System.Buffers.Text;
using Points.Domain.Approving;

namespace Points.Domain.Tests.Approving;

/// <summary>An approved import has exactly its rows, and comes to exactly its sum.</summary>
public sealed class ImportTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(100)]
    public void Each_row_of_an_import_has_a_proof(int count)
    {
        var rows = Rows(count);
        var tree = new ImportTree(rows);

        Assert.Equal(count, tree.Sum.Rows);
        Assert.All(rows.Index(), it => Assert.True(Contains(tree, it.Item, tree.Prove(it.Index))));
    }

    [Fact]
    public void Another_row_has_none()
    {
        var rows = Rows(5);
        var tree = new ImportTree(rows);

        Assert.False(Contains(tree, ("mule", rows[2].Sum), tree.Prove(2)));
        Assert.False(Contains(tree, rows[2], tree.Prove(1)));
        Assert.False(Contains(tree, rows[2], ""));
        Assert.False(Contains(tree, rows[2], "odd"));
        Assert.False(Contains(tree, rows[2], new string('A', 100_000)));
    }

    [Fact]
    public void A_row_with_another_amount_has_none()
    {
        var rows = Rows(5);
        var tree = new ImportTree(rows);

        Assert.False(Contains(tree, (rows[2].Fingerprint, Row(1_000_000)), tree.Prove(2)));
    }

    /// <summary>Else a small sum could be approved for large rows.</summary>
    [Fact]
    public void The_sum_that_is_approved_is_that_of_the_rows()
    {
        var rows = Rows(5);
        var tree = new ImportTree(rows);
        var less = tree.Sum with { Amount = new(1) };

        Assert.False(ImportTree.Contains(tree.Root, less, rows[2].Fingerprint, rows[2].Sum, tree.Prove(2)));
    }

    /// <summary>Else a negative row beside a large one would make a small sum.</summary>
    [Fact]
    public void No_row_makes_room_for_another()
    {
        (string, ImportSum)[] rows = [("large", Row(1_000_000)), ("negative", Row(-999_999))];
        var tree = new ImportTree(rows);

        Assert.Equal(new Fen(1), tree.Sum.Amount);
        Assert.False(Contains(tree, rows[0], tree.Prove(0)));
    }

    [Fact]
    public void A_pair_of_rows_is_no_row()
    {
        var rows = Rows(4);
        var tree = new ImportTree(rows);
        var proof = Base64Url.DecodeFromChars(tree.Prove(0));
        var upper = Base64Url.EncodeToString(proof.AsSpan(proof.Length / 2));

        Assert.False(Contains(tree, rows[0], upper));
    }

    private static bool Contains(ImportTree tree, (string Fingerprint, ImportSum Sum) row, string proof) =>
        ImportTree.Contains(tree.Root, tree.Sum, row.Fingerprint, row.Sum, proof);

    private static (string Fingerprint, ImportSum Sum)[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ($"row {i}", Row(100 * i)))];

    private static ImportSum Row(long fen) => new(1, new(fen), new(0));
}
