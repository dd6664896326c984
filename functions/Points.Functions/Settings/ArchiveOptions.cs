using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>The storage for write-once files: statement lines and ledger anchors.</summary>
public sealed class ArchiveOptions
{
    public const string Section = "Archive";

    /// <summary>For example <c>https://account.blob.core.windows.net/</c>.</summary>
    [Required, HttpsOnly]
    public Uri? BlobServiceUri { get; init; }
}
