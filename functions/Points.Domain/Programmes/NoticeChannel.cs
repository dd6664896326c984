namespace Points.Domain.Programmes;

/// <summary>A channel by which members are notified, in addition to the app's inbox.</summary>
public enum NoticeChannel
{
    Sms,
    Push,
}
