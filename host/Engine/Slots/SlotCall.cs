namespace Strategies.Engine.Slots;

/// <summary>The callbacks that carry no event.</summary>
internal enum SlotCall
{
    OnStart,
    OnHandover,
    OnStop,
    OnParametersChanged,
}
