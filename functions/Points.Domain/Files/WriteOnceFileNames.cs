using System.Buffers;

namespace Points.Domain.Files;

/// <summary>What write-once files may be called: nothing that a URL or a file system would read as something else.</summary>
public static class WriteOnceFileNames
{
    /// <summary>Blob storage allows 1,024 characters.</summary>
    public const int LengthMax = 1_024;

    /// <summary>Blob storage and file systems allow 254 or so between slashes.</summary>
    public const int SegmentLengthMax = 200;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
    );

    /// <exception cref="ArgumentException">It is no name for a file.</exception>
    public static void ThrowIfInvalid(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > LengthMax)
            throw new ArgumentException($"a file's name has at most {LengthMax} characters", nameof(name));
        if (name.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException(
                $"{name} has other characters than letters, digits, slashes and -._~",
                nameof(name)
            );
        // A trailing dot includes "." and "..", which lead elsewhere; blob storage loses such a dot.
        if (name.Split('/').Any(segment => segment.Length is 0 or > SegmentLengthMax || segment.EndsWith('.')))
            throw new ArgumentException(
                $"{name} has a part between slashes that is empty, too long, or ends in a dot",
                nameof(name)
            );
    }
}
