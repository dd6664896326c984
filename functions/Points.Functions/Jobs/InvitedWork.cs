using Points.Domain.Jobs;

namespace Points.Functions.Jobs;

/// <summary>Work that instances share by invitation.</summary>
/// <param name="Name">Names the work: <see cref="IDueItems{T}.Name"/>.</param>
/// <param name="Run">Works on parts until none is free or the deadline has come.</param>
public sealed record InvitedWork(string Name, Func<RunShare, CancellationToken, Task> Run);
