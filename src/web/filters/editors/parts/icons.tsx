import SvgIcon from '@mui/material/SvgIcon';

/** Drawn here, since a whole icon package for four signs would weigh more than the editors. */

export function RemoveIcon() {
  return (
    <SvgIcon sx={{ fontSize: 14 }}>
      <path d="M6 6 18 18M18 6 6 18" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </SvgIcon>
  );
}

export function CalendarIcon() {
  return (
    <SvgIcon sx={{ fontSize: 18 }}>
      <path
        d="M4 6.5h16v13H4zM4 10.5h16M8 3.5v5M16 3.5v5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </SvgIcon>
  );
}

export function PreviousIcon() {
  return <Arrow path="M14.5 5.5 8 12l6.5 6.5" />;
}

export function NextIcon() {
  return <Arrow path="M9.5 5.5 16 12l-6.5 6.5" />;
}

function Arrow({ path }: { path: string }) {
  return (
    <SvgIcon sx={{ fontSize: 18 }}>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </SvgIcon>
  );
}
