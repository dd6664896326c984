namespace Points.Domain.Comparing;

/// <summary>
/// Draws numbers that look random and are the same for the same seed, so that the same two revisions are always
/// compared in the same situations.
/// </summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to, and without, a bound.</summary>
    public int Next(int bound)
    {
        // The steps of SplitMix64.
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        var mixed = unchecked((_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
