using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>Where files go that are written once: statements' lines, and anchors of the ledgers.</summary>
public sealed class ArchiveOptions
{
    public const string Section = "Archive";

    /// <summary>As <c>https://account.blob.core.windows.net/</c>.</summary>
    [Required, HttpsOnly]
    public Uri? BlobServiceUri { get; init; }
}
