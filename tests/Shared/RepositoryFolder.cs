namespace Points.Tests;

/// <summary>The repository in which these tests were built.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Points.sln")))
                return folder.FullName;
        throw new InvalidOperationException("the tests must run from a folder in the repository");
    }
}
