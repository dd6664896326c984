using Points.Tests;

namespace Points.Functions.Tests.Archive;

/// <summary>Installs the version of Azurite that the package lock beside these tests names.</summary>
internal static class AzuritePackage
{
    private static readonly NpmPackage Package = new(
        RepositoryFolder.Of("tests", "Points.Functions.Tests", "Archive", "azurite"),
        "The tests of Blob storage run against Azurite"
    );

    public static string Folder => Package.Folder;

    public static Task Install(CancellationToken ct) => Package.Install(ct);
}
