using System.Buffers.Text;

namespace Points.Domain.Approving;

/// <summary>
/// The hash tree over the rows of an import. An operator has its root approved; each row is then posted with the proof
/// that it is one of them.
/// </summary>
public sealed class ImportTree
{
    /// <summary>Each row needs about 120 bytes in the memory of who imports.</summary>
    public const int RowsMax = 2_000_000;

    private readonly List<ImportNode[]> _levels = [];

    /// <param name="rows">The fingerprint of each row's command, and what it comes to.</param>
    /// <exception cref="ArgumentException">There are no rows, or too many.</exception>
    public ImportTree(IEnumerable<(string Fingerprint, ImportSum Sum)> rows)
    {
        ImportNode[] level = [.. rows.Select(it => ImportNode.OfRow(it.Fingerprint, it.Sum))];
        if (level.Length is 0 or > RowsMax)
            throw new ArgumentException($"an import has 1 to {RowsMax} rows", nameof(rows));
        for (_levels.Add(level); level.Length > 1; _levels.Add(level))
            level = [.. level.Chunk(2).Select(it => it.Length == 1 ? it[0] : ImportNode.OfPair(it[0], it[1]))];
    }

    /// <summary>The hash that stands for all rows.</summary>
    public string Root => Base64Url.EncodeToString(_levels[^1][0].Hash);

    public ImportSum Sum => _levels[^1][0].Sum;

    /// <summary>The proof that a row is in the tree.</summary>
    /// <param name="index">The row's place in the import, from 0.</param>
    public string Prove(int index)
    {
        var bytes = new byte[_levels.Count * ImportNode.Size];
        var length = 0;
        foreach (var level in _levels)
        {
            var sibling = index ^ 1;
            if (sibling < level.Length)
            {
                level[sibling].Write(bytes.AsSpan(length));
                length += ImportNode.Size;
            }
            index /= 2;
        }
        return Base64Url.EncodeToString(bytes.AsSpan(0, length));
    }

    /// <summary>Whether a row belongs to the import that has this root and comes to this sum.</summary>
    public static bool Contains(string root, ImportSum sum, string fingerprint, ImportSum rowSum, string proof)
    {
        if (!rowSum.IsPlausible || proof.Length > ProofLengthMax || !Base64Url.IsValid(proof, out var size))
            return false;
        if (size % ImportNode.Size != 0)
            return false;
        var bytes = Base64Url.DecodeFromChars(proof);
        try
        {
            var node = ImportNode.OfRow(fingerprint, rowSum);
            for (var at = 0; at < bytes.Length; at += ImportNode.Size)
            {
                var sibling = ImportNode.Read(bytes.AsSpan(at));
                if (!sibling.Sum.IsPlausible)
                    return false;
                node = ImportNode.OfPair(node, sibling);
            }
            return node.Sum == sum && Base64Url.EncodeToString(node.Hash) == root;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>The longest proof: a tree of <see cref="RowsMax"/> rows has 21 levels below its root.</summary>
    private const int ProofLengthMax = 22 * ImportNode.Size * 4 / 3;
}
