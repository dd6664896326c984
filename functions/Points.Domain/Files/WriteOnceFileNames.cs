using System.Buffers;

namespace Points.Domain.Files;

/// <summary>Checks names of write-once files, so that URLs and file systems read them in the same way.</summary>
public static class WriteOnceFileNames
{
    /// <summary>In characters: the most that blob storage allows.</summary>
    public const int LengthMax = 1_024;

    /// <summary>In characters between slashes. Blob storage and file systems allow about 254.</summary>
    public const int SegmentLengthMax = 200;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
    );

    /// <summary>Refuses a name that is empty, too long, or contains other characters.</summary>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public static void ThrowIfInvalid(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > LengthMax)
            throw new ArgumentException($"a file name has at most {LengthMax} characters", nameof(name));
        if (name.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException(
                $"{name} contains characters other than letters, digits, slashes and -._~",
                nameof(name)
            );
        // This also excludes "." and "..", which lead to other folders. Blob storage drops trailing dots.
        if (name.Split('/').Any(segment => segment.Length is 0 or > SegmentLengthMax || segment.EndsWith('.')))
            throw new ArgumentException(
                $"{name} has a part between slashes that is empty, too long, or ends in a dot",
                nameof(name)
            );
    }
}
