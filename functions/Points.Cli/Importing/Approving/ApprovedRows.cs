using Points.Domain.Approving;

namespace Points.Cli.Importing.Approving;

/// <summary>The proofs that the rows of an import were approved.</summary>
internal sealed class ApprovedRows
{
    private readonly string _approvalId;
    private readonly ImportTree _tree;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public ApprovedRows(string approvalId, ImportTree tree, IEnumerable<string> fingerprints)
    {
        (_approvalId, _tree) = (approvalId, tree);
        foreach (var (place, fingerprint) in fingerprints.Index())
            _places[fingerprint] = place;
    }

    /// <returns>The header that proves it; null if it was not among the rows.</returns>
    public string? FindProof(string fingerprint) =>
        _places.TryGetValue(fingerprint, out var place) ? $"{_approvalId}.{_tree.Prove(place)}" : null;
}
